import { isMove, movedSubscriptions } from './moved-rows.ts';
import type { Projection } from './projection.ts';
import { insert, iso, patch } from './row-fold.ts';

/** `reserved` is written where messages are correlated; facts only open and close a subscription. */
export const messageSubscriptionProjection: Projection = {
  table: 'message_subscription',
  key: 'id',
  keyType: 'integer',
  columns: ['element_instance', 'element', 'name', 'correlation_key', 'status', 'opened_at'],
  fold(fact) {
    if (fact.type === 'subscriptionOpened') {
      if (fact.subscription.kind === 'signal') return undefined;
      return insert(fact.subscription.id, {
        element_instance: fact.elementInstance,
        element: fact.subscription.element,
        name: fact.subscription.messageName,
        correlation_key: fact.subscription.correlationKey,
        status: 'open',
        opened_at: iso(fact.at),
      });
    }
    if (fact.type === 'subscriptionClosed') {
      return patch(fact.subscription, { status: 'closed' });
    }
    if (isMove(fact)) return movedSubscriptions(fact);
    if (fact.type === 'stepUndone') return fact.reopened.subscriptions.map((id) => patch(id, { status: 'open' }));
  },
};
