import type { Applier } from './applier.ts';

export const flowTakenV1: Applier<'flowTaken'> = () => {
  // For the history only: where the token went is in the target's activation or arrival.
};
