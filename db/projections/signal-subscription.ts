import { messageSubscriptionProjection } from './message-subscription.ts';
import type { Projection } from './projection.ts';
import { insert, iso } from './row-fold.ts';

/** Kept apart from messages, which are promised to one subscription at a time. What closes or reopens is the same for both. */
export const signalSubscriptionProjection: Projection = {
  table: 'signal_subscription',
  key: 'id',
  keyType: 'integer',
  columns: ['element_instance', 'element', 'name', 'status', 'opened_at'],
  fold(fact, context) {
    if (fact.type !== 'subscriptionOpened') return messageSubscriptionProjection.fold(fact, context);
    if (fact.subscription.kind !== 'signal') return undefined;
    return insert(fact.subscription.id, {
      element_instance: fact.elementInstance,
      element: fact.subscription.element,
      name: fact.subscription.messageName,
      status: 'open',
      opened_at: iso(fact.at),
    });
  },
};
