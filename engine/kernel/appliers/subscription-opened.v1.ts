import type { Applier } from './applier.ts';

export const subscriptionOpenedV1: Applier<'subscriptionOpened'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.subscriptions = [...(instance.subscriptions ?? []), { ...fact.subscription, id: fact.number }];
};
