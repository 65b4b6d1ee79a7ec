import type { Applier } from './applier.ts';

export const overriddenV1: Applier<'overridden'> = () => {
  // For the history only: why the next facts were allowed.
};
