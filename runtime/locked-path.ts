import type { CommitResult } from '../db/commit/commit.ts';
import type { Transaction } from '../db/database.ts';
import { lockInstances, lockKeys, lockRecords } from '../db/queries/locks.ts';
import { inTransaction, type Queryable } from '../db/queryable.ts';
import { commitDecided } from './commit-decided.ts';
import { contentFault } from './content-fault.ts';
import type { CommandResult } from './contract.ts';
import { decideOn, type Outcome } from './decide.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { echoToOwners } from './echo.ts';
import { failpoint } from './failpoints.ts';
import { actorRefused } from './fast-path.ts';
import { loadedOnly, NotLoaded } from './loaded-only.ts';
import { isCovered, type Locks, locksNeeded, union } from './locks-needed.ts';
import { reserveForSubscriptions } from './reserve.ts';

/** A locked attempt finds out which locks and packages it needs; each round adds some, and a case attaches and calls few. */
const mostRounds = 16;

export interface LockedOptions {
  /** Reads the case within the transaction, after the locks. */
  read(door: DoorContext, queryable: Queryable): Promise<{ result: CommandResult } | { basis: Basis }>;
  alongside?: (trx: Transaction) => Promise<void>;
}

export type LockedResult =
  | { kind: 'result'; result: CommandResult }
  | { kind: 'stopped'; outcome: Extract<Outcome, { kind: 'stopped' }> & { basis: Basis } };
type Attempt = LockedResult | { kind: 'again'; locks: Locks };

/** What was told to whom, once the transaction stands. */
export interface Told {
  instanceId: string;
  effectNumber: number;
  /** Errands of this commit, tried at once after it. */
  errands: number[];
}

/** Leaves the transaction with everything undone. */
class Rollback extends Error {
  constructor(readonly attempt: Attempt) {
    super('rolled back');
  }
}

/** A transaction that locks correlation keys, then records, then instances, and decides on what it reads under them. */
export async function executeLocked(door: DoorContext, request: DoorRequest, first: Locks, options: LockedOptions): Promise<LockedResult> {
  let locks = first;
  // Into memory, where the transaction finds them without a second connection.
  await door.calendars.current();
  for (let round = 0; round < mostRounds; round += 1) {
    const told: Told[] = [];
    const attempt = await tryLocked(door, request, locks, options, told);
    if (attempt.kind === 'again') {
      locks = union(locks, attempt.locks);
      continue;
    }
    for (const { instanceId, effectNumber, errands } of told) {
      door.cache.delete(instanceId);
      if (!request.bulk || instanceId !== request.instanceId) door.notifier.committed(instanceId, effectNumber);
      for (const number of errands) door.errand(instanceId, number);
    }
    return attempt;
  }
  throw new Error(`${request.instanceId}: its locks did not settle in ${mostRounds} rounds`);
}

async function tryLocked(door: DoorContext, request: DoorRequest, locks: Locks, options: LockedOptions, told: Told[]): Promise<Attempt> {
  for (const id of locks.instances) door.cache.delete(id);
  try {
    const attempt = await door.db.transaction().execute(async (trx) => {
      const attempt = await withinLocks(loadedOnly(door), request, locks, options, trx, told);
      failpoint('before-commit');
      return attempt;
    });
    failpoint('after-commit');
    return attempt;
  } catch (error) {
    told.length = 0;
    if (error instanceof Rollback) return error.attempt;
    if (error instanceof NotLoaded) {
      await door.packages.byHash(error.hash);
      return { kind: 'again', locks };
    }
    if (isDeadlock(error)) return { kind: 'again', locks };
    throw error;
  } finally {
    for (const id of locks.instances) door.cache.delete(id);
  }
}

async function withinLocks(
  door: DoorContext,
  request: DoorRequest,
  locks: Locks,
  options: LockedOptions,
  trx: Transaction,
  told: Told[],
): Promise<Attempt> {
  const queryable = inTransaction(trx);
  await lockKeys(queryable, locks.keys);
  await lockRecords(queryable, locks.records);
  await lockInstances(queryable, locks.instances);
  const read = await options.read(door, queryable);
  if ('result' in read) return { kind: 'result', result: read.result };
  const { basis } = read;
  const attached: Locks = { keys: [], records: existing(basis), instances: [basis.instanceId] };
  if (!isCovered(attached, locks)) return { kind: 'again', locks: attached };
  const outcome = await decideOn(door, queryable, basis, request);
  if (outcome.kind === 'stopped') return { kind: 'stopped', outcome: { ...outcome, basis } };
  if (outcome.kind === 'refused') return { kind: 'result', result: { status: 'refused', rejection: outcome.rejection } };
  const needed = locksNeeded(outcome.accepted, basis, request);
  if (needed && !isCovered(needed, locks)) return { kind: 'again', locks: needed };
  const { accepted } = outcome;
  let result: CommitResult;
  let echoed: Told[];
  try {
    result = await commitDecided(door, queryable, outcome.commit);
    echoed = result.outcome === 'committed' ? await echoToOwners(door, queryable, request, basis, accepted) : [];
  } catch (error) {
    const fault = contentFault(error);
    throw fault ? new Rollback({ kind: 'stopped', outcome: { kind: 'stopped', ...fault, basis } }) : error;
  }
  if (result.outcome === 'actorRefused') throw new Rollback({ kind: 'result', result: actorRefused(request) });
  if (result.outcome !== 'committed') throw new Rollback({ kind: 'again', locks });
  if (result.untold)
    told.push({ instanceId: request.instanceId, effectNumber: result.effectNumber, errands: outcome.errandNumbers(result) });
  told.push(...echoed);
  told.push(...(await reserveForSubscriptions(door, queryable, request.instanceId, accepted)));
  if (accepted.reply.ignored !== true || request.alongsideIfIgnored) await options.alongside?.(trx);
  return {
    kind: 'result',
    result: { status: 'done', reply: accepted.reply, version: result.version, lastFact: accepted.state.factNumber, repeated: false },
  };
}

function existing(basis: Basis): string[] {
  return [...new Set(basis.records.filter((record) => !record.create).map((record) => record.id))];
}

function isDeadlock(error: unknown): boolean {
  const { code } = error as { code?: string };
  return code === '40P01' || code === '40001';
}
