import type { Applier } from './applier.ts';

export const instanceResumedV1: Applier<'instanceResumed'> = ({ state }) => {
  delete state.suspended;
};
