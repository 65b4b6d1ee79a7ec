import { readEffect, settleEffect } from '../db/queries/effects.ts';
import { type MessageRow, readMessage, settleDelivered, stayPromised } from '../db/queries/messages.ts';
import { readCase } from '../db/queries/read-case.ts';
import type { Chain, Effect, Variables } from '../engine/contract/index.ts';
import { cut } from '../engine/text/cut.ts';
import { takenFrom } from './chains.ts';
import { contentHash } from './content-hash.ts';
import type { CommandResult } from './contract.ts';
import type { DoorContext, DoorRequest } from './door-context.ts';
import { MessageRefused, messageActor, offerHeld, publishMessage, refuseMessage } from './messages.ts';
import { replanCase } from './replan.ts';
import { carrySignals } from './signals.ts';

/** An activity of the workflow has more. */
const broadcastMs = 10_000;

/** How often a case may be too slow for a message before another one that waits is offered it. */
const mostAttempts = 5;

export type Execute = (request: DoorRequest) => Promise<CommandResult>;

export interface Errand {
  instanceId: string;
  number: number;
  /** Gives back the lane it has in `DoorContext.lanes`. */
  leave?: () => void;
}

/**
 * Carries one errand of an instance: a message to publish or to take, a change to note. Idempotent, so the fast attempt after the
 * commit and the instance's workflow may both do it.
 */
export async function runErrand(door: DoorContext, execute: Execute, { instanceId, number, leave }: Errand): Promise<void> {
  const effect = await readEffect(door.pool, instanceId, number);
  if (!effect || effect.done_at) return;
  if (effect.kind === 'publishMessage') await publish(door, execute, effect.body as unknown as PublishEffect, instanceId);
  else if (effect.kind === 'deliverMessage') {
    // Of a suspended case it stays open: carried when the case goes on.
    if (!(await deliver(door, execute, effect.body as unknown as Delivery, instanceId))) return;
  } else if (effect.kind === 'broadcastSignal') {
    // Each receiver takes a lane. There may be thousands: asked for again, it goes on where it was.
    leave?.();
    if (!(await carrySignals(door, execute, { signalId: String(effect.body.signalId), budgetMs: broadcastMs }))) return;
  } else if (effect.kind === 'changeRecord') await noteChange(door, execute, effect.body as unknown as Change);
  else if (effect.kind === 'replan')
    await replanCase(door, execute, instanceId, { id: String(effect.body.id), at: effect.created_at.getTime() });
  else return;
  await settleEffect(door.pool, instanceId, number, new Date(door.clock.now()));
}

type PublishEffect = Extract<Effect, { type: 'publishMessage' }>;

async function publish(door: DoorContext, execute: Execute, effect: PublishEffect, instanceId: string): Promise<void> {
  const { messageId, name, correlationKey, payload, ttlMs, chain } = effect;
  const published = await publishMessage(
    door,
    { messageId, name, correlationKey, payload, ttlMs, actor: messageActor },
    { instanceId, chain },
  ).catch((error: unknown) => {
    if (error instanceof MessageRefused) return error;
    throw error;
  });
  if (published instanceof MessageRefused) return tellThrower(execute, effect, instanceId, published);
  const { outcome } = published;
  // Nobody else can have had its id: it names the case.
  if (outcome === 'idReused') throw new Error(`The message ${messageId} is there with another content.`);
}

/** The kernel throws nothing that is refused; what an older version had thrown is not lost without a word. */
async function tellThrower(
  execute: Execute,
  { messageId, name }: PublishEffect,
  instanceId: string,
  refused: MessageRefused,
): Promise<void> {
  const message = `The message "${cut(name, 100)}" was not published: ${refused.message} Mend the process, and publish it by hand if it is still needed.`;
  const command = { type: 'raiseIncident' as const, code: 'unstorable', message, trigger: { kind: 'none' as const } };
  await execute({ instanceId, commandId: `refused/${messageId}`, command, actor: messageActor, hash: contentHash(command) });
}

interface Delivery {
  messageId: string;
  subscription: number;
}

/** False = not now. */
async function deliver(door: DoorContext, execute: Execute, { messageId, subscription }: Delivery, instanceId: string): Promise<boolean> {
  const message = await readMessage(door.pool, messageId);
  if (!message) return true;
  const promised = message.status === 'reserved' && message.instance_id === instanceId && message.subscription_id === subscription;
  // Otherwise it is settled, by a process that may have died before the next message was offered.
  const mayWait = !promised || (await deliverPromised(door, execute, message, { messageId, instanceId, subscription }));
  if (mayWait === 'notNow') return false;
  if (mayWait) await offerHeld(door, { name: message.name, key: message.correlation_key, instanceId, id: subscription });
  return true;
}

/** True = the subscription may wait for another message now: it takes many, or would not take this one. */
async function deliverPromised(
  door: DoorContext,
  execute: Execute,
  message: MessageRow,
  promise: Delivery & { instanceId: string },
): Promise<boolean | 'notNow'> {
  const { messageId, instanceId, subscription } = promise;
  const { name, correlation_key: correlationKey, payload } = message;
  const command = { type: 'deliverMessage' as const, messageId, name, correlationKey, payload, subscription };
  // Subscription numbers of different cases coincide.
  const commandId = `deliver/${messageId}/${instanceId}/${subscription}`;
  const chain = takenFrom(message);
  const result = await execute({ instanceId, commandId, command, actor: messageActor, hash: contentHash(command), chain });
  if (result.status === 'done') return settleDelivered(door.pool, messageId, instanceId, new Date(door.clock.now()));
  if (result.status === 'refused' && result.rejection.code === 'suspended') return 'notNow';
  // The errand stays open: the case's workflow carries it again, within seconds first.
  if (result.status === 'stopped' && result.code === 'killed' && (await stayPromised(door.pool, messageId, mostAttempts)))
    throw new Error(`${instanceId} could not take the message ${messageId} in time: it is tried again`);
  await refuseMessage(door, promise, `${instanceId}:${subscription}`);
  return true;
}

interface Change {
  instanceId: string;
  record: string;
  patch: Variables;
  before: Variables;
  version: number;
  chain?: Chain;
}

/** Whoever refers to the record notes the change in its own history; a case that ended meanwhile does not care. */
async function noteChange(door: DoorContext, execute: Execute, change: Change): Promise<void> {
  const commandId = `record/${change.record}/${change.version}/${change.instanceId}`;
  const read = await readCase(door.pool, change.instanceId, commandId);
  const alias = read.case?.records.find((record) => record.id === change.record)?.alias;
  if (!alias || read.command || read.case?.state.status !== 'open') return;
  const command = { type: 'changeRecord' as const, alias, patch: change.patch };
  const echo = { recordId: change.record, before: change.before, version: change.version };
  const actor = { id: 'system:record', roles: [], groups: [] };
  await execute({ instanceId: change.instanceId, commandId, command, actor, hash: contentHash(command), echo, chain: change.chain });
}
