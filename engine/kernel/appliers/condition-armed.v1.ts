import type { Applier } from './applier.ts';

export const conditionArmedV1: Applier<'conditionArmed'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.conditions = [...(instance.conditions ?? []), fact.condition];
};
