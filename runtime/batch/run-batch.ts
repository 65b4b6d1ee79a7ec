import { createHash, randomUUID } from 'node:crypto';
import type { Database } from '../../db/database.ts';
import {
  finishBatch,
  type Lease,
  leaseBatch,
  listAbandonedBatches,
  postponeItem,
  releaseBatch,
  type SettledItem,
  settleItems,
  takeItems,
} from '../../db/queries/batch-running.ts';
import { type BatchRow, getBatch } from '../../db/queries/batches.ts';
import { migrationOf } from '../../db/queries/feed.ts';
import { readCase, readCommand } from '../../db/queries/read-case.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Command, Json, Rejection } from '../../engine/contract/index.ts';
import type { CommandResult } from '../contract.ts';
import type { RuntimeDoor } from '../execute-command.ts';
import { failpoint } from '../failpoints.ts';
import { restartInstance } from '../restart-instance.ts';
import { type BatchAction, planCommands } from './actions.ts';

export interface BatchDeps {
  db: Database;
  pool: Queryable;
  door: RuntimeDoor;
  now(): number;
}

export interface RunOptions {
  /** Names this process: the lease of another is respected. */
  worker: string;
  signal?: AbortSignal;
  /** How long it may be silent before another takes over; milliseconds. */
  leaseMs?: number;
}

/** Cases at a time; the rate a second is the batch's own. */
const concurrency = 4;
/** Milliseconds from an attempt that threw to the next; after the last one the case is given up. */
const rests = [1_000, 10_000, 60_000];

/** Takes up every running batch that nobody runs: after a restart it goes on by itself. One that fails holds up no other. */
export async function runBatches(deps: BatchDeps, options: RunOptions): Promise<void> {
  const ids = await listAbandonedBatches(deps.db);
  const runs = await Promise.allSettled(ids.map((id) => runBatch(deps, id, options)));
  const faults = runs.flatMap((run) => (run.status === 'rejected' ? [run.reason] : []));
  if (faults.length > 0) throw new AggregateError(faults, `${faults.length} batches could not go on`);
}

/**
 * Runs a batch until every case has its one outcome, it is stopped, or `signal` aborts. A case's command has an id derived from batch and
 * case: killed anywhere and run again, no case is done twice, and none is left out. `waiting`: what is left is not due yet; whoever looks for
 * batches that nobody runs finds it again.
 */
export async function runBatch(deps: BatchDeps, id: string, options: RunOptions): Promise<'ended' | 'waiting' | 'stopped' | 'taken'> {
  const { leaseMs = 15_000, signal } = options;
  // Of this run alone: another look of the same process leaves it be, too.
  const lease = { owner: `${options.worker}/${randomUUID()}`, leaseMs };
  if (!(await leaseBatch(deps.db, id, lease))) return 'taken';
  const batch = await getBatch(deps.db, id);
  if (!batch) return 'stopped';
  const limit = Math.min(concurrency, batch.perSecond);
  while (!signal?.aborted) {
    const begun = Date.now();
    // Before every few cases: whoever stops it need not wait for more than those.
    const items = await takeItems(deps.db, id, { ...lease, limit, now: new Date(deps.now()) });
    if (!items) return 'taken';
    if (items.length === 0) {
      if (await finishBatch(deps.db, id, new Date(deps.now()))) return 'ended';
      await releaseBatch(deps.db, id, lease.owner);
      return 'waiting';
    }
    await keeping(deps, id, lease, () => settleAll(deps, batch, items));
    await pause((items.length / batch.perSecond) * 1000 - (Date.now() - begun), signal);
  }
  await releaseBatch(deps.db, id, lease.owner);
  return 'stopped';
}

/** However slow the cases in hand are: nobody else takes the batch meanwhile. */
async function keeping(deps: BatchDeps, id: string, lease: Lease, work: () => Promise<void>): Promise<void> {
  // One renewal that fails is made good by the next.
  const timer = setInterval(() => void leaseBatch(deps.db, id, lease).catch(() => undefined), lease.leaseMs / 3);
  await work().finally(() => clearInterval(timer));
}

async function settleAll(deps: BatchDeps, batch: BatchRow, items: { instanceId: string; attempts: number }[]): Promise<void> {
  const settled = await Promise.all(items.map((item) => tryItem(deps, batch, item)));
  failpoint('batch-before-settle');
  const outcomes = settled.flatMap((item) => item ?? []);
  await settleItems(deps.db, batch.id, outcomes, new Date(deps.now()));
}

async function tryItem(deps: BatchDeps, batch: BatchRow, item: { instanceId: string; attempts: number }): Promise<SettledItem | undefined> {
  const { instanceId } = item;
  try {
    const outcome = await runItem(deps, batch, instanceId);
    return { instanceId, ...outcome };
  } catch (error) {
    const rest = rests[item.attempts];
    if (rest === undefined) return { instanceId, outcome: 'failed', code: 'failed', message: (error as Error).message.slice(0, 500) };
    await postponeItem(deps.db, batch.id, instanceId, new Date(deps.now() + rest));
    return undefined;
  }
}

async function runItem(deps: BatchDeps, batch: BatchRow, instanceId: string): Promise<Omit<SettledItem, 'instanceId'>> {
  const action = await actionFor(deps, batch, instanceId);
  const actor = batch.actor;
  if (action.action === 'restart') {
    const { action: _, ...parameters } = action;
    const commandId = idOf(batch.id, instanceId, '');
    const restarted = await restartInstance(deps, { ...parameters, instanceId, commandId, actor });
    const outcome = outcomeOf(restarted.result);
    return outcome.outcome === 'done' ? { ...outcome, reply: { ...outcome.reply, instanceId: restarted.instanceId } } : outcome;
  }
  const single = idOf(batch.id, instanceId, '');
  const read = await readCase(deps.pool, instanceId, single);
  // Done by a process that died before it could say so: what it found then may look otherwise now.
  if (read.command) return { outcome: 'done', reply: read.command.reply };
  if (!read.case) return { outcome: 'refused', code: 'notFound', message: 'There is no such case.' };
  const planned = planCommands(action, read.case.state, batch.createdAt.getTime());
  if ('rejection' in planned) {
    return (await doneBefore(deps, batch, instanceId)) ? { outcome: 'done' } : refusalOf(planned.rejection);
  }
  let last: Omit<SettledItem, 'instanceId'> = { outcome: 'done' };
  for (const { key, command } of planned.commands) {
    const commandId = idOf(batch.id, instanceId, key);
    last = outcomeOf(await send(deps, instanceId, commandId, command, actor));
    if (last.outcome !== 'done') return last;
  }
  return last;
}

/** What is to be done to this case: of an undo of moves, the very move that the other batch made. */
async function actionFor({ pool }: BatchDeps, batch: BatchRow, instanceId: string): Promise<BatchAction> {
  const action = batch.parameters as unknown as BatchAction;
  const { undoes } = batch.filter as { undoes?: string };
  if (action.action !== 'undoMigration' || undoes === undefined) return action;
  return { ...action, migration: await migrationOf(pool, idOf(undoes, instanceId, '')) };
}

async function send(
  deps: BatchDeps,
  instanceId: string,
  commandId: string,
  command: Command,
  actor: BatchRow['actor'],
): Promise<CommandResult> {
  const result = await deps.door.executeCommand({ instanceId, commandId, command, actor });
  if (result.status !== 'commandIdReused') return result;
  // This batch has done it, on another state: the first reply stands.
  const stored = await readCommand(deps.pool, commandId);
  return { status: 'done', reply: stored?.reply ?? {}, version: stored?.version ?? 0, lastFact: stored?.last_fact ?? 0, repeated: true };
}

/** Of several commands for a case, one was done before, and the others have nothing left to do. */
async function doneBefore({ pool }: BatchDeps, batch: BatchRow, instanceId: string): Promise<boolean> {
  const { rows } = await pool.query({
    text: 'select 1 from command where instance_id = $1 and starts_with(id, $2) limit 1',
    values: [instanceId, prefixOf(batch.id, instanceId)],
  });
  return rows.length > 0;
}

/** `reply` keeps what a sentence in the reader's language needs. */
function refusalOf({ code, message, params, element }: Rejection): Omit<SettledItem, 'instanceId'> {
  const reply = { ...(params ? { params } : {}), ...(element === undefined ? {} : { element }) };
  return { outcome: 'refused', code, message, ...(Object.keys(reply).length > 0 ? { reply } : {}) };
}

function outcomeOf(result: CommandResult): Omit<SettledItem, 'instanceId'> {
  switch (result.status) {
    case 'done':
      return { outcome: 'done', reply: result.reply as { [key: string]: Json } };
    case 'refused':
      return refusalOf(result.rejection);
    case 'stopped':
      return { outcome: 'refused', code: 'stopped', message: `It was stopped; see the incident ${result.incident}.` };
    case 'commandIdReused':
      return { outcome: 'failed', code: 'commandIdReused', message: 'The id of the command belongs to another one.' };
  }
}

/** Ids have 200 characters at most; a case's own may be as long. */
function prefixOf(batch: string, instanceId: string): string {
  const plain = `batch:${batch}:${instanceId}`;
  return plain.length <= 180 ? plain : `batch:${batch}:${createHash('sha256').update(instanceId).digest('hex')}`;
}

function idOf(batch: string, instanceId: string, key: string): string {
  return key === '' ? prefixOf(batch, instanceId) : `${prefixOf(batch, instanceId)}#${key}`;
}

function pause(ms: number, signal: AbortSignal | undefined): Promise<void> {
  if (ms <= 0 || signal?.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    signal?.addEventListener('abort', end);
  });
}
