import { ActivityCancellationType, ActivityFailure, proxyActivities, TimeoutFailure } from '@temporalio/workflow';
import type { GiveUp, TaskActivities } from '../activities/contract.ts';
import type { NextJob } from '../runtime/contract.ts';

/** A worker that dies is noticed after this long; its jobs say that they live every few seconds. */
const heartbeatTimeout = '15 seconds';
/** Beginning and committing, around the job's own limit. */
const marginMs = 15_000;
/** A company's own worker that does not take a job in this time is missing: an incident says so. */
const longestQueueMs = 15 * 60_000;
const longestPauseMs = 3_600_000;

/** Runs one job to its end as an activity. Attempts are counted in Postgres, so Temporal's own are without end; the whole time is not. */
export async function runJob(job: NextJob, epoch: string): Promise<GiveUp | undefined> {
  const { runJob: run } = proxyActivities<TaskActivities>({
    ...(job.queue ? { taskQueue: job.queue, scheduleToStartTimeout: Math.min(longestQueueMs, job.totalTimeoutMs) } : { heartbeatTimeout }),
    startToCloseTimeout: Math.min(job.timeoutMs + marginMs, job.totalTimeoutMs),
    scheduleToCloseTimeout: job.totalTimeoutMs,
    retry: {
      initialInterval: Math.max(job.firstDelayMs, 100),
      backoffCoefficient: Math.max(job.backoff, 1),
      maximumInterval: Math.max(job.firstDelayMs, longestPauseMs),
    },
    cancellationType: ActivityCancellationType.ABANDON,
    summary: `${job.type} (${job.element})`,
  });
  try {
    await run({ key: job.key, epoch });
    return undefined;
  } catch (error) {
    return whyGivenUp(error);
  }
}

function whyGivenUp(error: unknown): GiveUp {
  const cause = error instanceof ActivityFailure ? error.cause : undefined;
  if (!(cause instanceof TimeoutFailure)) return 'failed';
  return cause.timeoutType === 'SCHEDULE_TO_START' ? 'notTaken' : 'timedOut';
}
