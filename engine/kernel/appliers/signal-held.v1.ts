import type { Applier } from './applier.ts';

export const signalHeldV1: Applier<'signalHeld'> = ({ state }, { name, payload }) => {
  if (state.suspended) state.suspended = { ...state.suspended, held: [...(state.suspended.held ?? []), { signal: name, payload }] };
};
