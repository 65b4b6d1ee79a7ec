import type { RetryPolicy } from '../contract/effects.ts';
import type { Variables } from '../contract/index.ts';
import type { Execution } from './execution.ts';

export interface NewJob {
  type: string;
  input: Variables;
  retry: RetryPolicy;
  queue?: string;
  /** Not begun before this time has passed since a human step. */
  holdMs?: number;
}

/** Creates a job and has the world run it. A detached one outlives its element: notifications. */
export function createJob(exec: Execution, id: number, job: NewJob, detached = false): void {
  const key = `${exec.state.instanceId}:${exec.nextNumber}`;
  exec.emit({
    type: 'jobCreated',
    ...(exec.chain ? { version: 2, chain: exec.chain } : { version: 1 }),
    elementInstance: id,
    job: key,
    jobType: job.type,
    input: job.input,
    ...(detached ? { detached: true } : {}),
  });
  runJob(exec, id, exec.instance(id)?.element ?? '', key, job);
}

export function runJob(exec: Execution, id: number, element: string, key: string, { type, input, retry, queue, holdMs = 0 }: NewJob): void {
  const held = holdMs > 0 && !exec.ctx.actor.id.startsWith('system:');
  exec.effect({
    type: 'runJob',
    job: key,
    elementInstance: id,
    element,
    jobType: type,
    input,
    retry,
    ...(held ? { notBefore: exec.now + holdMs } : {}),
    ...(queue === undefined ? {} : { queue }),
  });
}

/** Notifications: a few attempts within the hour; a supervisor told a day late is not told. */
export const notifyRetry: RetryPolicy = { maxAttempts: 10, firstDelayMs: 5_000, backoff: 2, timeoutMs: 30_000, totalTimeoutMs: 3_600_000 };
