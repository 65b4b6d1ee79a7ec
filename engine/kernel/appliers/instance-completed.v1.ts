import type { Applier } from './applier.ts';

export const instanceCompletedV1: Applier<'instanceCompleted'> = ({ state }, fact) => {
  state.status = 'completed';
  state.endedAt = fact.at;
  state.elements = {};
  state.incidents = {};
};
