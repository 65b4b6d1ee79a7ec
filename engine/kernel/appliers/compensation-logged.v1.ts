import type { Applier } from './applier.ts';

export const compensationLoggedV1: Applier<'compensationLogged'> = (draft, fact) => {
  const scope = draft.element(fact.scope);
  scope.compensations = [...(scope.compensations ?? []), { ...fact.entry, id: fact.number }];
};
