import { createHash } from 'node:crypto';
import { ApplicationFailure, Context } from '@temporalio/activity';
import { beginJob, holdsJob, type JobRow } from '../db/queries/begin-job.ts';
import type { Queryable } from '../db/queryable.ts';
import type { JobError } from '../engine/contract/index.ts';
import { failpoint } from '../runtime/failpoints.ts';
import { type Attempt, commitCompleted, commitFailed } from './commit-job.ts';
import type { JobOutcome, JobRef } from './contract.ts';
import type { JobContext, JobType } from './job-type.ts';
import { keepTrying } from './keep-trying.ts';
import { doWhatIsSafe, performJob } from './perform-job.ts';

/** All the world that jobs see, without what belongs to one of them. */
export type JobWorld = Omit<JobContext, 'jobKey' | 'attempt' | 'instanceId' | 'element' | 'records' | 'signal'>;

export interface RunJobOptions {
  pool: Queryable;
  world: JobWorld;
  jobTypes: ReadonlyMap<string, JobType>;
}

const heartbeatMs = 3_000;
const shortestWaitMs = 500;

export const uncertain: JobError = {
  code: 'uncertain',
  message: 'It was begun, and nobody knows whether it was done: look, then retry it or go on without',
};

/**
 * Carries out one job: begins it in Postgres (refused if cancelled, revoked or done), acts, commits the result through the one door, and
 * tells Temporal words only. Attempts are counted in Postgres; Temporal only comes again.
 */
export async function runJob(options: RunJobOptions, { key, epoch }: JobRef): Promise<JobOutcome> {
  const { info, cancellationSignal } = Context.current();
  const activity = `${info.workflowExecution?.runId}/${info.activityId}/`;
  const token = `${activity}${info.attempt}`;
  const request = { key, epoch, token, activity, atMostOnce: atMostOnce(options) };
  failpoint('before-begin');
  const row = await keepTrying(cancellationSignal, () => beginJob(options.pool, request));
  if (!row) return { outcome: 'cancelled' };
  const attempt = {
    key,
    instance_id: row.instance_id,
    commandId: `job:${shortHash(`${epoch}/${token}`)}:${key}`,
    signal: cancellationSignal,
  };
  failpoint('after-begin');
  return row.begun ? carryOut(options, row, attempt, { token, epoch }) : notBegun(options, row, attempt);
}

async function carryOut(
  options: RunJobOptions,
  row: JobRow,
  attempt: Attempt,
  held: { token: string; epoch: string },
): Promise<JobOutcome> {
  const { door } = options.world;
  const watched = watch(options.pool, row.key, held, attempt.signal);
  try {
    const result = await performJob(options, row, watched.signal);
    failpoint('after-act');
    if (watched.revoked()) return { outcome: 'revoked' };
    if (result.kind === 'completed') return await commitCompleted(door, attempt, result);
    const once = atMostOnce(options).includes(row.type);
    // One that is not ours any more is told by whoever has it.
    if (result.kind === 'thrown' && once)
      return watched.signal.aborted ? await commitFailed(door, attempt, uncertain, 0) : await putDownAsUncertain(options, row, attempt);
    const retry = result.kind === 'thrown' || result.retry;
    const retriesLeft = retry ? Math.max(0, row.max_attempts - row.attempts) : 0;
    const outcome = await commitFailed(door, attempt, result.error, retriesLeft);
    if (retriesLeft > 0 && outcome.outcome === 'failed') throw ApplicationFailure.retryable(result.error.code, 'retry');
    return outcome;
  } finally {
    watched.close();
    failpoint('before-report');
  }
}

/** Somebody else has it, or nobody knows what became of it, or there is nothing to do any more. */
async function notBegun(options: RunJobOptions, row: JobRow, attempt: Attempt): Promise<JobOutcome> {
  if (!row.same_epoch) return { outcome: 'revoked' };
  // The workflow forgets it, and is told of it when the case goes on.
  if (row.suspended && (row.status === 'waiting' || row.status === 'begun')) return { outcome: 'suspended' };
  if (row.status === 'waiting') throw again('not yet', row.wait_ms);
  if (row.status !== 'begun') return { outcome: row.status === 'cancelled' ? 'cancelled' : 'ignored' };
  if (row.lease_ms !== null && row.lease_ms > 0) throw again('begun elsewhere', row.lease_ms);
  if (atMostOnce(options).includes(row.type)) return putDownAsUncertain(options, row, attempt);
  const message = `The worker was lost at attempt ${row.attempts} of ${row.max_attempts}`;
  return commitFailed(options.world.door, attempt, { code: 'workerLost', message }, 0);
}

async function putDownAsUncertain(options: RunJobOptions, row: JobRow, attempt: Attempt): Promise<JobOutcome> {
  await doWhatIsSafe(options, row, attempt.signal);
  return commitFailed(options.world.door, attempt, uncertain, 0);
}

export function atMostOnce({ jobTypes }: Pick<RunJobOptions, 'jobTypes'>): string[] {
  return [...jobTypes.values()].filter((job) => job.definition.delivery === 'atMostOnce').map((job) => job.definition.type);
}

function shortHash(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 20);
}

function again(why: string, ms: number | null): ApplicationFailure {
  return ApplicationFailure.create({ message: why, type: 'again', nextRetryDelay: Math.max(shortestWaitMs, Math.ceil(ms ?? 0)) });
}

/** Says to Temporal that we live, and learns from Postgres when the job was cancelled or taken from us. */
function watch(pool: Queryable, key: string, { token, epoch }: { token: string; epoch: string }, cancelled: AbortSignal) {
  const context = Context.current();
  const taken = new AbortController();
  let revoked = false;
  const timer = setInterval(() => {
    context.heartbeat();
    holdsJob(pool, key, token, epoch).then(
      (holds) => {
        revoked ||= holds === 'revoked';
        if (holds !== 'held') taken.abort();
      },
      () => undefined,
    );
  }, heartbeatMs);
  return {
    signal: AbortSignal.any([taken.signal, cancelled]),
    revoked: () => revoked,
    close: () => clearInterval(timer),
  };
}
