import type { Commit, CommitResult } from '../db/commit/commit.ts';
import { type CaseRow, readCase, readCommand, type StoredCommand } from '../db/queries/read-case.ts';
import type { Queryable } from '../db/queryable.ts';
import { commitDecided } from './commit-decided.ts';
import { contentFault } from './content-fault.ts';
import type { CommandResult } from './contract.ts';
import { decideOn, type Outcome } from './decide.ts';
import type { Basis, DoorContext, DoorRequest } from './door-context.ts';
import { failpoint } from './failpoints.ts';
import { type Locks, locksNeeded } from './locks-needed.ts';

const conflictsBeforeLocking = 2;

export type FastResult = { kind: 'result'; result: CommandResult } | { kind: 'stopped'; outcome: Stopped } | { kind: 'lock'; locks: Locks };
type Written = { kind: 'result'; result: CommandResult } | Extract<Outcome, { kind: 'stopped' }>;
type Stopped = Extract<Outcome, { kind: 'stopped' }> & { basis: Basis };

/**
 * State from the cache (or one read), decide, ONE statement that commits by itself. What was decided on a cached state is never the
 * last word: a refusal or a kill is final only after the commandId was looked up and the freshly read version decided again.
 */
export async function executeFast(door: DoorContext, request: DoorRequest): Promise<FastResult> {
  let basis = door.cache.get(request.instanceId);
  let fresh = false;
  for (let conflicts = 0; conflicts < conflictsBeforeLocking; ) {
    if (!basis) {
      const read = await readBasis(door.pool, request);
      if ('result' in read) return { kind: 'result', result: read.result };
      basis = read.basis;
      fresh = true;
    }
    const outcome = await decideOn(door, door.pool, basis, request);
    if (outcome.kind !== 'accepted') {
      if (fresh) return final(outcome, basis);
      const read = await readBasis(door.pool, request);
      if ('result' in read) return { kind: 'result', result: read.result };
      if (sameBasis(basis, read.basis)) return final(outcome, basis);
      door.cache.delete(request.instanceId);
      basis = read.basis;
      fresh = true;
      continue;
    }
    const locks = locksNeeded(outcome.accepted, basis, request);
    if (locks) return { kind: 'lock', locks };
    const written = await commitFast(door, request, outcome);
    if (written?.kind === 'result') return written;
    // Once more on what is stored, for this process remembered the state.
    if (written && fresh) return { kind: 'stopped', outcome: { ...written, basis } };
    basis = undefined;
    if (!written) conflicts += 1;
  }
  return { kind: 'lock', locks: { keys: [], records: [], instances: [request.instanceId] } };
}

/** Undefined = somebody was first; `stopped` = Postgres will not keep what was decided. */
export async function commitFast(
  door: DoorContext,
  request: DoorRequest,
  outcome: Extract<Outcome, { kind: 'accepted' }>,
): Promise<Written | undefined> {
  const { commit, after, accepted } = outcome;
  // Whatever goes wrong from here on, what this process remembers is in doubt until the commit is known.
  door.cache.delete(request.instanceId);
  failpoint('before-commit');
  let result: CommitResult;
  try {
    result = await commitDecided(door, door.pool, commit);
  } catch (error) {
    const fault = contentFault(error);
    if (!fault) throw error;
    return { kind: 'stopped', ...fault };
  }
  failpoint('after-commit');
  if (result.outcome === 'committed') {
    const records = after.records.map((record) => ({ ...record, number: result.recordNumbers[record.id] ?? record.number }));
    door.cache.set(request.instanceId, { ...after, records }, commit.stateText.length);
    if (result.untold && !request.bulk) door.notifier.committed(request.instanceId, result.effectNumber, isCalm(commit));
    for (const number of outcome.errandNumbers(result)) door.errand(request.instanceId, number);
    const { factNumber } = accepted.state;
    return {
      kind: 'result',
      result: { status: 'done', reply: accepted.reply, version: result.version, lastFact: factNumber, repeated: false },
    };
  }
  if (result.outcome === 'actorRefused') return { kind: 'result', result: actorRefused(request) };
  if (result.outcome === 'conflict') return undefined;
  const command = await readCommand(door.pool, request.commandId);
  return command && { kind: 'result', result: repeatedResult(command, request) };
}

/** Due later than this needs no haste: the timer is armed long before. */
const soonMs = 10_000;

/** Nothing to do for the world now: only a timer moved, or the case ended. */
function isCalm(commit: Commit): boolean {
  const quiet = commit.effects.length === 0 && commit.errands.every((errand) => errand.kind === 'wake');
  return quiet && (commit.dueAt === null || commit.dueAt > commit.at + soonMs);
}

function final(outcome: Exclude<Outcome, { kind: 'accepted' }>, basis: Basis): FastResult {
  if (outcome.kind === 'stopped') return { kind: 'stopped', outcome: { ...outcome, basis } };
  return { kind: 'result', result: { status: 'refused', rejection: outcome.rejection } };
}

export async function readBasis(queryable: Queryable, request: DoorRequest): Promise<{ result: CommandResult } | { basis: Basis }> {
  const read = await readCase(queryable, request.instanceId, request.commandId);
  if (read.command) return { result: repeatedResult(read.command, request) };
  if (!read.case) return { result: unknownInstance(request.instanceId) };
  return { basis: basisOf(request.instanceId, read.case) };
}

export function basisOf(instanceId: string, row: CaseRow): Basis {
  return {
    instanceId,
    state: row.state,
    version: row.version,
    package: { key: row.package_key, version: row.package_version, hash: row.package_hash },
    process: row.process,
    records: row.records,
    attach: [],
  };
}

/** Nothing that a decision depends on was written between the two reads. */
function sameBasis(a: Basis, b: Basis): boolean {
  const revisions = (basis: Basis) => basis.records.map((record) => `${record.id}@${record.revision}`).join();
  return a.version === b.version && revisions(a) === revisions(b);
}

/** The first reply, for ever; or 422 when the id was given to something else. */
export function repeatedResult(command: StoredCommand, request: DoorRequest): CommandResult {
  const same =
    command.instance_id === request.instanceId && command.actor === request.actor.id && command.content_hash.equals(request.hash);
  if (!same) return { status: 'commandIdReused' };
  return { status: 'done', reply: command.reply, version: command.version, lastFact: command.last_fact, repeated: true };
}

export function actorRefused(request: Pick<DoorRequest, 'actor'>): CommandResult {
  const message = `${request.actor.id} may not act any more: the account was closed or lost a role. Sign in again.`;
  return { status: 'refused', rejection: { ok: false, code: 'forbidden', message } };
}

function unknownInstance(instanceId: string): CommandResult {
  return { status: 'refused', rejection: { ok: false, code: 'notFound', message: `There is no case ${instanceId}.` } };
}
