import { type CompileScope, children, extension, type ModdleNode, text, whole } from '../../model/moddle.ts';
import type { JobConfig, ServiceTaskConfig } from './config.ts';

/** Five attempts, 5 s, 10 s, 20 s ... apart, a minute each, an hour in all. */
const defaultRetry = { maxAttempts: 5, firstDelayMs: 5_000, backoff: 2, timeoutMs: 60_000, totalTimeoutMs: 3_600_000 };

export function compile(node: ModdleNode, scope: CompileScope): ServiceTaskConfig {
  const job = compileJob(node, scope);
  if (!job) scope.problem('service-task/no-job');
  return { job };
}

/** The `perennial:job` of a service or send task. */
export function compileJob(node: ModdleNode, scope: CompileScope): JobConfig | undefined {
  const job = extension(node, 'perennial:Job');
  const jobType = text(job, 'type');
  if (!jobType) return undefined;
  const attempts = whole(job, 'retries') ?? defaultRetry.maxAttempts;
  return {
    jobType,
    input: scope.mappings(children(job, 'inputs'), 'job input'),
    output: scope.mappings(children(job, 'outputs'), 'job output'),
    retry: {
      maxAttempts: Math.min(Math.max(attempts, 1), 1000),
      firstDelayMs: scope.duration(text(job, 'firstDelay'), 'firstDelay', defaultRetry.firstDelayMs),
      backoff: defaultRetry.backoff,
      timeoutMs: scope.duration(text(job, 'timeout'), 'timeout', defaultRetry.timeoutMs),
      totalTimeoutMs: scope.duration(text(job, 'totalTimeout'), 'totalTimeout', defaultRetry.totalTimeoutMs),
    },
    ...(text(job, 'hold') === undefined ? {} : { holdMs: scope.duration(text(job, 'hold'), 'hold', 0) }),
    queue: text(job, 'queue'),
  };
}
