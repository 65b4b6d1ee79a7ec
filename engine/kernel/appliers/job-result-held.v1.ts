import type { Applier } from './applier.ts';

export const jobResultHeldV1: Applier<'jobResultHeld'> = ({ state }, { job, result }) => {
  if (state.suspended) state.suspended = { ...state.suspended, held: [...(state.suspended.held ?? []), { job, result }] };
};
