import { findHeld, prolongHeld, reserveMessage } from '../db/queries/messages.ts';
import type { Queryable } from '../db/queryable.ts';
import type { Accepted } from '../engine/contract/index.ts';
import type { DoorContext } from './door-context.ts';
import type { Told } from './locked-path.ts';
import { waitsAnew } from './waits-anew.ts';

/** A message that came before somebody waited for it: promised in the commit that begins to wait, delivered by a command of its own. */
export async function reserveForSubscriptions(
  door: DoorContext,
  queryable: Queryable,
  instanceId: string,
  accepted: Accepted,
): Promise<Told[]> {
  // A suspended case takes nothing now; what comes stays held for it.
  if (accepted.state.suspended) return [];
  const at = new Date(door.clock.now());
  const resumed = accepted.facts.find((fact) => fact.type === 'instanceResumed');
  const told: Told[] = [];
  const waiting = waitsAnew(accepted);
  // All of them before any takes its message: what one leaves to the next has its whole time.
  const pairs = new Map(waiting.map(({ messageName: name, correlationKey: key }) => [JSON.stringify([name, key]), { name, key }]));
  if (resumed) for (const pair of pairs.values()) await prolongHeld(queryable, pair, { from: new Date(resumed.suspendedAt), to: at });
  for (const { id, messageName: name, correlationKey: key } of waiting) {
    const messageId = await findHeld(queryable, { name, key, instanceId, id }, at);
    if (!messageId) continue;
    const number = await reserveMessage(queryable, { messageId, instanceId, subscription: id, at });
    if (number !== undefined) told.push({ instanceId, effectNumber: number, errands: [number] });
  }
  return told;
}
