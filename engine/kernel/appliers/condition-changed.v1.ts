import type { Applier } from './applier.ts';

export const conditionChangedV1: Applier<'conditionChanged'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.conditions = (instance.conditions ?? []).map((each) => (each.id === fact.condition ? { ...each, holds: fact.holds } : each));
};
