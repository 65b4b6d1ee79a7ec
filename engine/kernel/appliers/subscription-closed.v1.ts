import type { Applier } from './applier.ts';

export const subscriptionClosedV1: Applier<'subscriptionClosed'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  const left = instance.subscriptions?.filter((subscription) => subscription.id !== fact.subscription) ?? [];
  if (left.length > 0) instance.subscriptions = left;
  else delete instance.subscriptions;
};
