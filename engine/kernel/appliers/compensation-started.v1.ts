import type { Applier } from './applier.ts';

export const compensationStartedV1: Applier<'compensationStarted'> = (draft, fact) => {
  const scope = draft.element(fact.run.scope);
  const taken = new Set(fact.run.steps.flat().map((entry) => entry.id));
  const left = (scope.compensations ?? []).filter((entry) => !taken.has(entry.id));
  if (left.length > 0) scope.compensations = left;
  else delete scope.compensations;
  draft.element(fact.elementInstance).compensation = fact.run;
};
