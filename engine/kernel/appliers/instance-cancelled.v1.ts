import type { Applier } from './applier.ts';

export const instanceCancelledV1: Applier<'instanceCancelled'> = ({ state }, fact) => {
  state.status = 'cancelled';
  state.endedAt = fact.at;
  state.elements = {};
  state.incidents = {};
};
