import type { Applier } from './applier.ts';

export const variablesSetV1: Applier<'variablesSet'> = (draft, fact) => {
  const scope = draft.element(fact.scope);
  scope.variables = { ...scope.variables, ...fact.variables };
};
