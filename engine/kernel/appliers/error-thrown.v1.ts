import type { Applier } from './applier.ts';

export const errorThrownV1: Applier<'errorThrown'> = () => {
  // What it interrupts is told by facts of its own.
};
