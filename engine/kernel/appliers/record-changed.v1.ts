import type { Applier } from './applier.ts';

export const recordChangedV1: Applier<'recordChanged'> = () => {
  // The record's row is the truth about its fields; state holds only the link.
};
