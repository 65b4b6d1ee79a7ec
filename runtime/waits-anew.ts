import type { Accepted, SubscriptionState } from '../engine/contract/index.ts';

/**
 * Subscriptions to messages that begin to wait with this command, so that a message may be held for them: opened, put back by an undo, or of a case
 * that was suspended.
 */
export function waitsAnew({ facts, state }: Accepted): SubscriptionState[] {
  const open = new Map(
    Object.values(state.elements).flatMap((instance) =>
      (instance.subscriptions ?? []).filter((each) => each.kind !== 'signal').map((each) => [each.id, each] as const),
    ),
  );
  if (facts.some((fact) => fact.type === 'instanceResumed')) return [...open.values()];
  const ids = facts.flatMap((fact) => {
    if (fact.type === 'subscriptionOpened') return [fact.subscription.id];
    return fact.type === 'stepUndone' || fact.type === 'migrationUndone' ? fact.reopened.subscriptions : [];
  });
  return ids.flatMap((id) => open.get(id) ?? []);
}
