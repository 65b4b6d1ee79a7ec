import { readOpenJob } from '../db/queries/begin-job.ts';
import type { JobError } from '../engine/contract/index.ts';
import { commitFailed } from './commit-job.ts';
import type { GiveUp, JobRef } from './contract.ts';
import { doWhatIsSafe } from './perform-job.ts';
import { atMostOnce, type RunJobOptions, uncertain } from './run-job.ts';

const reasons: { [why in GiveUp]: JobError } = {
  timedOut: { code: 'timedOut', message: 'The whole time of the job is over' },
  notTaken: { code: 'notTaken', message: 'No worker took the job from its task queue: is the worker of this queue running?' },
  failed: { code: 'failed', message: 'The job could not be carried out' },
};

/** A job that Temporal gave up becomes an incident; one that was begun and may be done once only is uncertain. */
export async function giveUpJob(options: RunJobOptions, job: JobRef & { why: GiveUp }): Promise<void> {
  const row = await readOpenJob(options.pool, job.key);
  if (!row) return;
  const unknown = row.status === 'begun' && atMostOnce(options).includes(row.type);
  const commandId = `job:${job.key}:${job.epoch.slice(0, 8)}:gave-up:${row.attempts}:${Date.now()}`;
  // The workflow that asks has no time limit of its own; each attempt at the world has.
  if (unknown) await doWhatIsSafe(options, row, new AbortController().signal);
  const attempt = { key: job.key, instance_id: row.instance_id, commandId, signal: AbortSignal.abort() };
  await commitFailed(options.world.door, attempt, unknown ? uncertain : reasons[job.why], 0);
}
