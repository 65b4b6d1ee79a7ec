import { findAttachments } from '../db/queries/attachments.ts';
import { type Command, defaultLimits } from '../engine/contract/index.ts';
import { createCalendars } from './calendars.ts';
import { ChainCounts } from './chain-counts.ts';
import { type ChangeRecordRequest, type ChangeRecordResult, changeRecord } from './change-record.ts';
import { checkCommand, checkCommandId } from './check-request.ts';
import { contentHash } from './content-hash.ts';
import type { CommandRequest, CommandResult, Door, StartRequest } from './contract.ts';
import type { DoorContext, DoorOptions, DoorRequest } from './door-context.ts';
import { runErrand } from './errands.ts';
import { executeFast, readBasis } from './fast-path.ts';
import { KeyedQueue } from './keyed-queue.ts';
import { Lanes } from './lanes.ts';
import { executeLocked, type LockedOptions } from './locked-path.ts';
import type { Locks } from './locks-needed.ts';
import { Lru } from './lru.ts';
import { publishMessage, sweepMessages } from './messages.ts';
import { sweepCalendars } from './replan.ts';
import { releaseSignals, sweepSignals, throwSignal } from './signals.ts';
import { startInstance, tryStart } from './start-instance.ts';
import { sweepStartTimers } from './start-timers.ts';
import { raiseStopped } from './stopped.ts';
import { type TryRequest, type TryResult, tryCommand } from './try-command.ts';

/** The door with what the runtime itself needs of it. */
export interface RuntimeDoor extends Door {
  /** Moves a record through the instances that own it; one without any changes alone. */
  changeRecord(request: ChangeRecordRequest): Promise<ChangeRecordResult>;
  /** What a command would come to now, without writing anything. */
  tryCommand(request: TryRequest): Promise<TryResult>;
  /** The same of a start. */
  tryStart(request: StartRequest): Promise<TryResult>;
  /** Carries one errand (`NextWork.errands`); idempotent. */
  runErrand(instanceId: string, number: number): Promise<void>;
  /** For the sweeper: expires messages, finishes starts that a dead process promised, tells the receivers of signals. */
  sweepMessages(): Promise<{ expired: number; started: number }>;
  /** Tells the cases of calendars that came into force and of rules that were set; for the sweeper. */
  sweepCalendars(): Promise<{ told: number }>;
  /** Begins the cases that timer start events are due for; for the sweeper. */
  sweepStartTimers(): Promise<{ started: number }>;
  /** Tells calendars in the background, for whoever has just stored a version or a rule. */
  tellCalendars(): void;
  /** Resolves when no background errand of this process is running. */
  idle(): Promise<void>;
}

/** After these a case takes what it could not take before. */
const releasing = new Set<Command['type']>(['resume', 'retryIncident']);

/** What goes on in the background at a time: few beside the connections of a process, and hardly any at its sandbox when a command comes. */
const lanes = 4;

/** Everything that moves a case passes here. One per process. */
export function createDoor(options: DoorOptions): RuntimeDoor {
  const running = new Set<Promise<unknown>>();
  const door: DoorContext = {
    db: options.database.db,
    pool: options.database.pool,
    clock: options.clock,
    decide: options.decide,
    packages: options.packages,
    notifier: options.notifier ?? { committed: () => undefined },
    calendars: options.calendars ?? createCalendars(options.database.db, options.clock.now),
    attachments: options.attachments ?? findAttachments,
    limits: options.limits ?? defaultLimits,
    chainCounts: new ChainCounts(options.limits ?? defaultLimits),
    cache: new Lru(options.cacheSize ?? 20_000, options.cacheWeight ?? 80_000_000),
    queue: new KeyedQueue(),
    lanes: new Lanes(lanes),
    background(work) {
      const run = work().catch(options.onBackgroundError ?? (() => undefined));
      running.add(run);
      run.finally(() => running.delete(run));
    },
    errand: (instanceId, number, options) =>
      door.background(() => door.lanes.run((leave) => runErrand(door, execute, { instanceId, number, leave }), options)),
    runErrand: (instanceId, number) => runErrand(door, execute, { instanceId, number }),
  };

  const execute = (request: DoorRequest, alongside?: LockedOptions['alongside']) =>
    door.queue.run(request.instanceId, () => executeOne(door, request, alongside));

  async function start(request: StartRequest): Promise<CommandResult> {
    const { alongside: _alongside, ...data } = request;
    const rejection = checkCommandId(request.commandId) ?? checkCommand(data, door.limits);
    if (rejection) return { status: 'refused', rejection };
    return door.queue.run(request.instanceId, () => startInstance(door, request));
  }

  return {
    async executeCommand(request) {
      const rejection = checkCommandId(request.commandId) ?? checkCommand(request.command, door.limits);
      if (rejection) return { status: 'refused', rejection };
      const result = await execute(doorRequestOf(request), request.alongside);
      if (result.status === 'done' && releasing.has(request.command.type)) await releaseSignals(door, execute, request.instanceId);
      return result;
    },
    startInstance: start,
    publishMessage: (request) => publishMessage(door, request),
    throwSignal: (request) => throwSignal(door, execute, request),
    changeRecord: (request) => changeRecord(door, execute, request),
    tryCommand: (request) => tryCommand(door, request),
    async tryStart(request) {
      const rejection = checkCommand(request, door.limits);
      return rejection ? { ok: false, rejection } : tryStart(door, request);
    },
    runErrand: door.runErrand,
    async sweepMessages() {
      await sweepSignals(door, execute);
      return sweepMessages(door);
    },
    sweepCalendars: () => sweepCalendars(door),
    sweepStartTimers: () => sweepStartTimers(door, start),
    tellCalendars: () => door.background(() => sweepCalendars(door)),
    async idle() {
      while (running.size > 0) await Promise.all(running);
    },
  };
}

function doorRequestOf({ alongside: _alongside, ...request }: CommandRequest): DoorRequest {
  const { command, expectedRecordVersion } = request;
  return { ...request, hash: contentHash(expectedRecordVersion === undefined ? command : { command, expectedRecordVersion }) };
}

async function executeOne(door: DoorContext, request: DoorRequest, alongside: LockedOptions['alongside']): Promise<CommandResult> {
  // Undo decides on what jobs have begun, which only the instance's lock holds still.
  const fast = alongside || request.command.type === 'undo' ? undefined : await executeFast(door, request);
  if (fast?.kind === 'result') return fast.result;
  if (fast?.kind === 'stopped') return raiseStopped(door, request, fast.outcome);
  const locks: Locks = fast?.locks ?? { keys: [], records: [], instances: [request.instanceId] };
  const locked = await executeLocked(door, request, locks, { read: (_, queryable) => readBasis(queryable, request), alongside });
  return locked.kind === 'result' ? locked.result : raiseStopped(door, request, locked.outcome);
}
