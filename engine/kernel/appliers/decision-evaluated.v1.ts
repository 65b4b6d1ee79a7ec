import type { Applier } from './applier.ts';

export const decisionEvaluatedV1: Applier<'decisionEvaluated'> = () => {
  // For the history only: the output is written by variablesSet.
};
