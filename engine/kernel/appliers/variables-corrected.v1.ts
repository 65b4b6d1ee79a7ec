import type { Applier } from './applier.ts';

export const variablesCorrectedV1: Applier<'variablesCorrected'> = () => {
  // Who and why; the values are written by variablesSet.
};
