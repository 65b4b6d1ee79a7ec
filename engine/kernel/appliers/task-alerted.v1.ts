import type { Applier } from './applier.ts';

export const taskAlertedV1: Applier<'taskAlerted'> = () => {
  // The firing of its timer changed the state; this says who is told.
};
