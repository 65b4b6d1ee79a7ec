import type { Applier } from './applier.ts';

export const jobResultIgnoredV1: Applier<'jobResultIgnored'> = () => {
  // For the history only.
};
