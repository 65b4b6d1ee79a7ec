import type { Applier } from './applier.ts';

export const escalationThrownV1: Applier<'escalationThrown'> = () => {
  // What it sets going is told by facts of its own.
};
