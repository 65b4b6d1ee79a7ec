import {
  claimDeliveries,
  type DueDelivery,
  hurryDeliveries,
  insertSignal,
  isAwaited,
  postponeDelivery,
  readSignal,
  reviveDeliveries,
  settleDelivery,
} from '../db/queries/signals.ts';
import type { Actor, Chain, Command, Rejection } from '../engine/contract/index.ts';
import { takenFrom } from './chains.ts';
import { checkStorable, checkValues } from './check-request.ts';
import { contentHash } from './content-hash.ts';
import type { CommandResult, SignalRequest, SignalResult } from './contract.ts';
import type { DoorContext, DoorRequest } from './door-context.ts';
import { mostStarts, startInstance } from './start-instance.ts';

type Execute = (request: DoorRequest) => Promise<CommandResult>;

export const signalActor: Actor = { id: 'system:signal', roles: [], groups: [] };

/** Deliveries taken at once, to be told one after the other. */
const batch = 5;
/** After it a delivery whose carrier says nothing is somebody else's. */
const leaseMs = 10_000;
/** A suspended case is asked again so rarely because going on hurries what is kept for it. */
const shortestRestMs = 3_600_000;
const longestRestMs = 24 * shortestRestMs;

/**
 * Throws a signal from outside. Who receives it is decided by this transaction: the cases whose subscription had been committed before it, and
 * the processes that such a signal starts. Each of them is told by a command of its own, so that one which cannot take it holds up nobody.
 */
export async function throwSignal(door: DoorContext, execute: Execute, request: SignalRequest): Promise<SignalResult> {
  const { signalId, name, payload, actor } = request;
  const rejection = checkSignal(door, request);
  if (rejection) return { outcome: 'refused', rejection };
  const at = new Date(door.clock.now());
  const receivers = await insertSignal(door.pool, { id: signalId, name, payload, at, by: actor.id });
  // Thrown before: its first thrower may have died over it.
  if (receivers !== 0) door.background(() => carrySignals(door, execute, { signalId }));
  if (receivers !== undefined) return { outcome: 'thrown', receivers };
  const known = await readSignal(door.pool, signalId);
  const same = known && known.thrownBy === actor.id && contentOf(known).equals(contentOf({ name, payload }));
  return { outcome: same ? 'repeated' : 'idReused' };
}

function contentOf({ name, payload }: Pick<SignalRequest, 'name' | 'payload'>): Buffer {
  return contentHash({ name, payload });
}

/**
 * Tells receivers that are due, few after few, of one signal or of all. Several may do it at once, and any of them may die: a delivery is
 * taken for a while, and its command does the same thing only once. False = the time given was up before all were told.
 */
export async function carrySignals(
  door: DoorContext,
  execute: Execute,
  { signalId = null, budgetMs = Number.POSITIVE_INFINITY }: { signalId?: string | null; budgetMs?: number },
): Promise<boolean> {
  const end = performance.now() + budgetMs;
  const faults: unknown[] = [];
  let inTime = true;
  const carriers: Promise<void>[] = [];
  // They are taken when there is a lane for them, so that none grows old waiting for it.
  const some = async (): Promise<number> => {
    const now = door.clock.now();
    const due = await claimDeliveries(door.pool, { signalId, now: new Date(now), until: new Date(now + leaseMs), limit: batch });
    if (due.length === batch && carriers.length < door.lanes.width) carriers.push(carrier());
    for (const delivery of due) await deliver(door, execute, delivery).catch((fault) => faults.push(fault));
    return due.length;
  };
  async function carrier(): Promise<void> {
    while (inTime && (await door.lanes.run(some, { bulk: true })) > 0) if (performance.now() > end) inTime = false;
  }
  carriers.push(carrier());
  for (const each of carriers) await each;
  if (!inTime) return false;
  // Only now: what one receiver comes to grief over keeps no other waiting. It is tried again when its time is up.
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} receivers of signals could not be told`);
  return true;
}

async function deliver(door: DoorContext, execute: Execute, delivery: DueDelivery): Promise<void> {
  const place = { signalId: delivery.signal_id, receiver: delivery.receiver };
  const result = delivery.package_key === null ? await tell(execute, delivery) : await start(door, delivery);
  const at = new Date(door.clock.now());
  if (result.status === 'done') {
    await settleDelivery(door.pool, place, { status: 'delivered', at });
  } else if (result.status === 'stopped') {
    await settleDelivery(door.pool, place, { status: 'stopped', incident: incidentNumber(result.incident), at });
  } else {
    const rejection = result.status === 'refused' ? result.rejection : reused(place);
    await refused(door, execute, delivery, rejection);
  }
}

function tell(execute: Execute, delivery: DueDelivery): Promise<CommandResult> {
  const { signal_id: signalId, receiver, name, payload } = delivery;
  const command: Command = { type: 'deliverSignal', signalId, name, payload };
  const request = {
    instanceId: receiver,
    commandId: `signal/${signalId}/${receiver}`,
    command,
    actor: signalActor,
    chain: chainOf(delivery),
  };
  return execute({ ...request, hash: contentHash(command) });
}

function chainOf({ signal_id: id, chain, hops }: DueDelivery): Chain {
  return takenFrom({ id, chain, hops });
}

/** The receiver's id derives from signal and process, so it begins once. */
function start(door: DoorContext, delivery: DueDelivery): Promise<CommandResult> {
  const { receiver, package_key, package_version, process, name, payload } = delivery;
  return door.queue.run(receiver, () =>
    startInstance(door, {
      instanceId: receiver,
      commandId: `start/${receiver}`,
      packageKey: package_key ?? '',
      version: package_version ?? undefined,
      process: process ?? undefined,
      signal: { name, payload },
      variables: {},
      records: [],
      actor: signalActor,
      chain: chainOf(delivery),
    }),
  );
}

/** It waits no longer: then it is not concerned. Suspended: it gets it when it goes on. Otherwise it is an incident of the receiver. */
async function refused(door: DoorContext, execute: Execute, delivery: DueDelivery, { code, message }: Rejection): Promise<void> {
  const place = { signalId: delivery.signal_id, receiver: delivery.receiver };
  const now = door.clock.now();
  if ((code as string) === 'suspended') {
    const rest = Math.min(longestRestMs, shortestRestMs * 2 ** (delivery.attempts - 1));
    return postponeDelivery(door.pool, place, new Date(now + rest), 'suspended');
  }
  // Tried again when its time is up.
  if (delivery.package_key !== null && code === 'stopped' && delivery.attempts < mostStarts) return;
  const at = new Date(now);
  const gone = code === 'messageNotExpected' || code === 'instanceEnded' || code === 'notFound';
  if (gone || delivery.package_key !== null) return settleDelivery(door.pool, place, { status: 'refused', reason: message, at });
  const command: Command = {
    type: 'raiseIncident',
    code: 'signalRefused',
    message: `The signal "${delivery.name}" could not be taken: ${message}`,
    trigger: { kind: 'none' },
  };
  // One incident an attempt: once it is resolved, the signal is tried again.
  const commandId = `signal/${place.signalId}/${place.receiver}/refused/${delivery.attempts}`;
  const raised = await execute({ instanceId: place.receiver, commandId, command, actor: signalActor, hash: contentHash(command) });
  // One that was open before stands for this signal, too.
  const incident = raised.status === 'done' ? Number(raised.reply.incident ?? raised.lastFact) : undefined;
  await settleDelivery(door.pool, place, { status: incident === undefined ? 'refused' : 'stopped', reason: message, incident, at });
}

/** A receiver goes on (resumed, or an incident retried): what is kept for it is told at once. */
export async function releaseSignals(door: DoorContext, execute: Execute, instanceId: string): Promise<void> {
  // The command stands: what cannot be asked now the sweeper will.
  if (!(await isAwaited(door.pool, instanceId).catch(() => false))) return;
  door.background(async () => {
    await door.lanes.run(async () => {
      const now = new Date(door.clock.now());
      await reviveDeliveries(door.pool, now);
      await hurryDeliveries(door.pool, instanceId, now);
    });
    await carryAll(door, execute);
  });
}

/** For the sweeper: whatever is due and nobody carries, in the background. */
export async function sweepSignals(door: DoorContext, execute: Execute): Promise<void> {
  await reviveDeliveries(door.pool, new Date(door.clock.now()));
  door.background(() => carryAll(door, execute));
}

/** One pass over all that are due, however many ask for it; who asks while one is under way gets another after it. */
async function carryAll(door: DoorContext, execute: Execute): Promise<void> {
  const asked = passes.get(door);
  if (asked) {
    asked.again = true;
    return;
  }
  const pass = { again: true };
  passes.set(door, pass);
  try {
    while (pass.again) {
      pass.again = false;
      await carrySignals(door, execute, {});
    }
  } finally {
    passes.delete(door);
  }
}

const passes = new WeakMap<DoorContext, { again: boolean }>();

function incidentNumber(id: string): number | undefined {
  const number = Number(id.slice(id.lastIndexOf(':') + 1));
  return Number.isInteger(number) && number > 0 ? number : undefined;
}

function reused({ signalId, receiver }: { signalId: string; receiver: string }): Rejection {
  return { ok: false, code: 'invalidCommand', message: `The signal ${signalId} was told to ${receiver} with another content.` };
}

function checkSignal(door: DoorContext, { signalId, name, payload }: SignalRequest): Rejection | undefined {
  if (signalId.length > 300 || name.length > 300 || name === '') {
    return { ok: false, code: 'invalidCommand', message: 'Signal id and name have at most 300 characters, and the name at least one.' };
  }
  return checkStorable([signalId, name, payload]) ?? checkValues(payload, door.limits);
}
