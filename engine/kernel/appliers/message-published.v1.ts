import type { Applier } from './applier.ts';

export const messagePublishedV1: Applier<'messagePublished'> = () => {
  // The effect beside it does the work.
};
