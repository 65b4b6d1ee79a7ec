import type { Applier } from './applier.ts';

export const signalThrownV1: Applier<'signalThrown'> = () => {
  // What it sets going is told by facts of its own.
};
