import type { Applier } from './applier.ts';

export const conditionClosedV1: Applier<'conditionClosed'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  const left = (instance.conditions ?? []).filter((each) => each.id !== fact.condition);
  if (left.length > 0) instance.conditions = left;
  else delete instance.conditions;
};
