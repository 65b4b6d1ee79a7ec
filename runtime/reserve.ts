import { findHeld, reserveMessage } from '../db/queries/messages.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Accepted } from '../engine/contract/index.ts';
import type { DoorContext } from './door-context.ts';
import type { Told } from './locked-path.ts';

/** A message that came before somebody waited for it: promised in the commit that begins to wait, delivered by a command of its own. */
export async function reserveForSubscriptions(
  door: DoorContext,
  queryable: Queryable,
  instanceId: string,
  { facts }: Accepted,
): Promise<Told[]> {
  const closed = new Set(facts.flatMap((fact) => (fact.type === 'subscriptionClosed' ? [fact.subscription] : [])));
  const at = new Date(door.clock.now());
  const told: Told[] = [];
  for (const fact of facts) {
    if (fact.type !== 'subscriptionOpened' || closed.has(fact.subscription.id)) continue;
    const { id, messageName: name, correlationKey: key } = fact.subscription;
    const messageId = await findHeld(queryable, { name, key, instanceId, id }, at);
    if (!messageId) continue;
    const number = await reserveMessage(queryable, { messageId, instanceId, subscription: id, at });
    if (number !== undefined) told.push({ instanceId, effectNumber: number, errands: [number] });
  }
  return told;
}
