import type { Applier } from './applier.ts';

export const instanceSuspendedV1: Applier<'instanceSuspended'> = ({ state }, fact) => {
  state.suspended = { at: fact.at, by: fact.actor, ...(fact.reason === undefined ? {} : { reason: fact.reason }) };
};
