import type { Applier } from './applier.ts';

export const instanceRestartedV1: Applier<'instanceRestarted'> = ({ state }, fact) => {
  state.restartedFrom = fact.from;
};
