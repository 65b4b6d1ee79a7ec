import type { Variables } from '../../contract/index.ts';
import type { Behaviour, Visit } from '../../kernel/behaviour.ts';
import { bad, type Failure, good, type Result } from '../../kernel/failure.ts';
import type { NewJob } from '../../kernel/jobs.ts';
import type { JobConfig, ServiceTaskConfig } from './config.ts';

/** Has the world do a job and waits for its result. Without a job (a model not finished) it passes. */
export const behaviour: Behaviour<ServiceTaskConfig> = {
  activate: (visit) => startJob(visit, visit.config.job),
  planJob: (visit, given) => planJob(visit, visit.config.job, given),
  onJob: (visit, output) => takeOutput(visit, visit.config.job, output),
};

export function startJob(visit: Visit, job: JobConfig | undefined): Failure | undefined {
  if (!job) {
    visit.complete();
    return undefined;
  }
  const planned = planJob(visit, job);
  if (!planned.ok) return planned.failure;
  visit.job(planned.value);
  return undefined;
}

export function planJob(visit: Visit, job: JobConfig | undefined, given?: Variables): Result<NewJob> {
  if (!job) return bad('jobFailed', 'The element has no job any more');
  const read = given ? good(given) : readInput(visit, job);
  if (!read.ok) return read;
  const input = read.value;
  return good({ type: job.jobType, input, retry: job.retry, queue: job.queue, holdMs: job.holdMs });
}

function readInput(visit: Visit, job: JobConfig): Result<Variables> {
  const input: Variables = {};
  for (const { source, target } of job.input) {
    const value = visit.evaluate(source, input);
    if (!value.ok) return bad(value.failure.code, `job input ${target}: ${value.failure.message}`);
    input[target] = value.value;
  }
  return good(input);
}

/** Mappings over the output (`output`, and its names); without mappings its names become variables. */
export function takeOutput(visit: Visit, job: JobConfig | undefined, output: Variables): Failure | undefined {
  if (!job || job.output.length === 0) {
    visit.complete(output);
    return undefined;
  }
  const failure = visit.write(job.output, { ...output, output });
  if (!failure) visit.complete();
  return failure;
}
