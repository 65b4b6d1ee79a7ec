import { movedJobs } from './moved-rows.ts';
import type { Projection } from './projection.ts';
import { insert, iso, patch } from './row-fold.ts';

/** `begun`, `attempts` and `worker` are written where jobs are begun; facts only open and close a job. */
export const jobProjection: Projection = {
  table: 'job',
  key: 'key',
  keyType: 'text',
  columns: [
    ...['element_instance', 'element', 'type', 'input', 'queue', 'status', 'attempts', 'max_attempts', 'first_delay_ms', 'backoff'],
    ...['timeout_ms', 'total_timeout_ms', 'not_before', 'created_at', 'ended_at', 'output', 'error'],
  ],
  fold(fact, context) {
    switch (fact.type) {
      case 'jobCreated': {
        const run = context.runJob(fact.job);
        return insert(fact.job, {
          element_instance: fact.elementInstance,
          element: run?.element ?? '',
          type: fact.jobType,
          input: fact.input,
          queue: run?.queue,
          status: 'waiting',
          attempts: 0,
          max_attempts: run?.retry.maxAttempts ?? 1,
          first_delay_ms: run?.retry.firstDelayMs ?? 0,
          backoff: run?.retry.backoff ?? 1,
          timeout_ms: run?.retry.timeoutMs ?? 60_000,
          total_timeout_ms: run?.retry.totalTimeoutMs ?? 3_600_000,
          not_before: iso(run?.notBefore),
          created_at: iso(fact.at),
        });
      }
      case 'jobCompleted':
        return patch(fact.job, { status: 'done', ended_at: iso(fact.at), output: fact.output, error: null });
      case 'jobFailed':
        return patch(fact.job, {
          ...(fact.retriesLeft > 0 ? { status: 'waiting' } : { status: lastStatus(fact.code), ended_at: iso(fact.at) }),
          error: { code: fact.code, message: fact.message },
        });
      case 'jobRetried':
        return patch(fact.job, { status: 'waiting', attempts: 0, ended_at: null, ...(fact.version === 1 ? {} : { input: fact.input }) });
      case 'jobResultHeld':
        return patch(fact.job, {
          ...('output' in fact.result ? { output: fact.result.output } : { error: { ...fact.result.error } }),
          status: 'done',
          ended_at: iso(fact.at),
        });
      case 'instanceMigrated':
      case 'migrationUndone':
        return movedJobs(fact);
      case 'stepUndone':
        return fact.reopened.jobs.map((job) => {
          const incident = Object.values(fact.incidents).find((each) => each?.trigger.job === job);
          return patch(job, { status: lastStatus(incident?.code ?? '') });
        });
      case 'jobCancelled':
        return patch(fact.job, { status: 'cancelled', ended_at: iso(fact.at) });
    }
  },
};

/** `uncertain`: begun, and nobody knows whether it was done. Listed apart from what failed, since retrying may do it twice. */
function lastStatus(code: string): 'uncertain' | 'failed' {
  return code === 'uncertain' ? 'uncertain' : 'failed';
}
