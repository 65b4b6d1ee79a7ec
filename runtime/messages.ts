import { createHash } from 'node:crypto';
import { lockInstances, lockKeys } from '../db/queries/locks.ts';
import { spreadMessage, spreadToStarts, whoWaits } from '../db/queries/message-parts.ts';
import {
  expireMessage,
  expireMessages,
  findHeld,
  findStart,
  findSubscription,
  insertMessage,
  type MessagePromise,
  type MessageRow,
  readMessage,
  reserveForStart,
  reserveMessage,
  settleDelivered,
  stayPromised,
  takeBack,
  unfinishedStarts,
} from '../db/queries/messages.ts';
import { readCommand } from '../db/queries/read-case.ts';
import { inTransaction, type Queryable } from '../db/queryable.ts';
import type { Actor, Chain, Rejection } from '../engine/contract/index.ts';
import { checkAddress } from '../engine/kernel/keepable.ts';
import { takenFrom } from './chains.ts';
import { checkStorable, checkValues } from './check-request.ts';
import { contentHash } from './content-hash.ts';
import type { PublishRequest, PublishResult } from './contract.ts';
import type { DoorContext } from './door-context.ts';
import { mostStarts, startInstance } from './start-instance.ts';

export const messageActor: Actor = { id: 'system:message', roles: [], groups: [] };

/** What became of a message in the transaction that looked for a receiver. */
type Correlated =
  | { outcome: 'reserved'; instanceId: string; effect: number }
  | { outcome: 'starting'; instanceId: string }
  | {
      outcome: 'spread';
      errands: { instanceId: string; effect: number }[];
      starts: { id: string; instanceId: string }[];
      receivers: number;
      first?: string;
    }
  | { outcome: 'held' };

/**
 * Publishing and subscribing lock the same (name, key), so in either order a message finds its receiver exactly once. Here the receiver
 * is only promised; delivery is a command of its own.
 */
export async function publishMessage(
  door: DoorContext,
  request: PublishRequest,
  by?: { instanceId: string; chain?: Chain },
): Promise<PublishResult> {
  const refused = checkPublish(door, request);
  if (refused) throw new MessageRefused(refused);
  const at = door.clock.now();
  const until = at + request.ttlMs;
  const hash = contentHash({ name: request.name, key: request.correlationKey, payload: request.payload });
  const correlated = await door.db.transaction().execute(async (trx): Promise<Correlated | undefined> => {
    const queryable = inTransaction(trx);
    await lockKeys(queryable, [{ name: request.name, key: request.correlationKey }]);
    const isNew = await insertMessage(queryable, {
      id: request.messageId,
      name: request.name,
      key: request.correlationKey,
      payload: request.payload,
      hash,
      at: new Date(at),
      expiresAt: new Date(until),
      by: request.actor.id,
      source: by?.instanceId ?? null,
      chain: by?.chain,
      receivers: request.receivers ?? 'one',
    });
    if (!isNew) return undefined;
    const message = await readMessage(queryable, request.messageId);
    const found = message && (await (message.receivers === 'all' ? spread : correlate)(door, queryable, message));
    if (found && ['held', 'spread'].includes(found.outcome) && request.ttlMs <= 0)
      await expireMessage(queryable, request.messageId, new Date(at));
    return found;
  });
  if (!correlated) return repeated(door, request, hash);
  await follow(door, request.messageId, correlated);
  if (correlated.outcome === 'spread') {
    const { first: instanceId, receivers } = correlated;
    if (instanceId !== undefined) return { outcome: 'delivering', instanceId, receivers };
  } else if (correlated.outcome !== 'held') return { outcome: 'delivering', instanceId: correlated.instanceId };
  return request.ttlMs > 0 ? { outcome: 'held', until } : { outcome: 'expired' };
}

/** Somebody who repeats a publication also finishes what its first attempt may have left undone. */
async function repeated(door: DoorContext, { messageId, actor, receivers = 'one' }: PublishRequest, hash: Buffer): Promise<PublishResult> {
  const known = await readMessage(door.pool, messageId);
  if (!known?.content_hash.equals(hash) || known.published_by !== actor.id || known.receivers !== receivers) return { outcome: 'idReused' };
  await finishStart(door, messageId);
  return { outcome: 'repeated' };
}

/** Looks for the receiver; the caller holds the lock of (name, key). */
async function correlate(door: DoorContext, queryable: Queryable, message: MessageRow): Promise<Correlated> {
  const at = new Date(door.clock.now());
  for (;;) {
    const subscription = await findSubscription(queryable, message);
    if (!subscription) break;
    await lockInstances(queryable, [subscription.instance_id]);
    const request = { messageId: message.id, instanceId: subscription.instance_id, subscription: subscription.id, at };
    const effect = await reserveMessage(queryable, request);
    if (effect !== undefined) return { outcome: 'reserved', instanceId: subscription.instance_id, effect };
  }
  const start = await findStart(queryable, message);
  if (!start) return { outcome: 'held' };
  const instanceId = startedBy(message.id, start.package_key);
  await reserveForStart(queryable, message.id, instanceId);
  return { outcome: 'starting', instanceId };
}

/** To everyone who waits, and to every process it starts; who begins to wait later gets it from `findHeld`. */
async function spread(door: DoorContext, queryable: Queryable, message: MessageRow): Promise<Correlated> {
  const waiting = await whoWaits(queryable, message.id);
  await lockInstances(queryable, waiting);
  const { parts, errands } = await spreadMessage(queryable, message.id, new Date(door.clock.now()));
  const starts = await spreadToStarts(queryable, message.id, startedBy);
  const told = errands.map(({ instance_id, number }) => ({ instanceId: instance_id, effect: number }));
  return { outcome: 'spread', errands: told, starts, receivers: parts + starts.length, first: waiting[0] ?? starts[0]?.instanceId };
}

async function follow(door: DoorContext, messageId: string, correlated: Correlated): Promise<void> {
  if (correlated.outcome === 'spread') {
    for (const { instanceId, effect } of correlated.errands) {
      door.notifier.committed(instanceId, effect);
      door.errand(instanceId, effect, { bulk: true });
    }
    for (const { id } of correlated.starts) await finishStart(door, id);
  }
  if (correlated.outcome === 'reserved') {
    door.notifier.committed(correlated.instanceId, correlated.effect);
    door.errand(correlated.instanceId, correlated.effect);
  }
  if (correlated.outcome === 'starting') await finishStart(door, messageId);
}

/**
 * Starts the case a message was promised to. Idempotent: the instance id and the commandId derive from the message. One that was begun has it,
 * whatever was published since.
 */
async function finishStart(door: DoorContext, messageId: string): Promise<void> {
  const message = await readMessage(door.pool, messageId);
  if (message?.status !== 'reserved' || message.subscription_id !== null || !message.instance_id) return;
  const { instance_id: instanceId } = message;
  const promise = { messageId, instanceId, subscription: null };
  const commandId = `start/${messageId}`;
  const start = await findStart(door.pool, message);
  const settle = async () => void (await settleDelivered(door.pool, messageId, instanceId, new Date(door.clock.now())));
  // Another process than the one it was promised to, or none, waits for it now.
  if (!start || startedBy(messageId, start.package_key) !== instanceId)
    return (await readCommand(door.pool, commandId)) ? settle() : refuseMessage(door, promise, 'start');
  const result = await startInstance(door, {
    instanceId,
    commandId,
    packageKey: start.package_key,
    process: start.process,
    message: { name: message.name, payload: message.payload },
    variables: {},
    records: [],
    actor: messageActor,
    chain: takenFrom(message),
  });
  if (result.status === 'done' || result.status === 'commandIdReused') await settle();
  else if (result.status === 'refused' && result.rejection.code === 'stopped' && (await stayPromised(door.pool, messageId, mostStarts)))
    return;
  else await refuseMessage(door, promise, `start:${start.package_key}`);
}

/** A receiver would not take it: offered to the next one, or held for the rest of its time. */
export async function refuseMessage(door: DoorContext, promise: MessagePromise, by: string): Promise<void> {
  const { messageId, instanceId } = promise;
  const correlated = await door.db.transaction().execute(async (trx): Promise<Correlated | undefined> => {
    const queryable = inTransaction(trx);
    const message = await readMessage(queryable, messageId);
    if (!message) return undefined;
    await lockKeys(queryable, [{ name: message.name, key: message.correlation_key }]);
    // Before its subscription, as a command that closes it does.
    await lockInstances(queryable, [instanceId]);
    const back = await takeBack(queryable, promise, by, new Date(door.clock.now()));
    return back?.status === 'held' ? correlate(door, queryable, back) : undefined;
  });
  if (correlated) await follow(door, messageId, correlated);
}

/** A subscription waits again: the next message that is held for it. */
export async function offerHeld(
  door: DoorContext,
  subscription: { name: string; key: string; instanceId: string; id: number },
): Promise<void> {
  const at = new Date(door.clock.now());
  const number = await door.db.transaction().execute(async (trx) => {
    const queryable = inTransaction(trx);
    await lockKeys(queryable, [subscription]);
    const messageId = await findHeld(queryable, subscription, at);
    if (!messageId) return undefined;
    await lockInstances(queryable, [subscription.instanceId]);
    return reserveMessage(queryable, { messageId, instanceId: subscription.instanceId, subscription: subscription.id, at });
  });
  if (number !== undefined) await follow(door, '', { outcome: 'reserved', instanceId: subscription.instanceId, effect: number });
}

/** For the sweeper: lists what nobody took in time as expired, and starts what a dead process promised to start. */
export async function sweepMessages(door: DoorContext): Promise<{ expired: number; started: number }> {
  const expired = await expireMessages(door.pool, new Date(door.clock.now()));
  const unfinished = await unfinishedStarts(door.pool, 100);
  const faults: unknown[] = [];
  for (const messageId of unfinished) await finishStart(door, messageId).catch((fault) => faults.push(fault));
  // Only now: one that cannot be started keeps no other waiting.
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} of ${unfinished.length} promised cases could not be started`);
  return { expired, started: unfinished.length };
}

/** A workflow id, too: any message id gives one of equal length. */
function startedBy(messageId: string, packageKey: string): string {
  return `${packageKey}-${createHash('sha256').update(`${packageKey}\u001f${messageId}`).digest('hex').slice(0, 32)}`;
}

function checkPublish(door: DoorContext, request: PublishRequest): Rejection | undefined {
  const { messageId, name, correlationKey, payload } = request;
  if (messageId.length > 300 || name.length > 300 || correlationKey.length > 1000) {
    return {
      ok: false,
      code: 'invalidCommand',
      message: 'Message id and name have at most 300 characters, the key 1000.',
    };
  }
  // Within these lengths, wide characters may still be more than an index entry keeps.
  const unkept = checkAddress('message', name, correlationKey);
  if (unkept) return { ok: false, code: 'invalidCommand', message: `${unkept.message}.` };
  return checkStorable([messageId, name, correlationKey, payload]) ?? checkValues(payload, door.limits);
}

/** A publication that cannot be taken at all; the API answers by `rejection`. */
export class MessageRefused extends Error {
  override readonly name = 'MessageRefused';
  constructor(readonly rejection: Rejection) {
    super(rejection.message);
  }
}
