import type { Applier } from './applier.ts';

export const compensationStartedV2: Applier<'compensationStarted', 2> = (draft, fact) => {
  const entries = fact.run.steps.flat();
  const taken = new Set(entries.map((entry) => entry.id));
  for (const id of new Set(entries.map((entry) => entry.scope ?? fact.run.scope))) {
    const scope = draft.element(id);
    const left = (scope.compensations ?? []).filter((entry) => !taken.has(entry.id));
    if (left.length > 0) scope.compensations = left;
    else delete scope.compensations;
  }
  draft.element(fact.elementInstance).compensation = fact.run;
};
