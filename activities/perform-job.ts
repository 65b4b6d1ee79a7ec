import { z } from 'zod';
import type { JobRow } from '../db/queries/begin-job.ts';
import type { JobError, Variables } from '../engine/contract/index.ts';
import { cut } from '../engine/text/cut.ts';
import type { Completed } from './commit-job.ts';
import type { JobContext, JobType } from './job-type.ts';
import { keepTrying } from './keep-trying.ts';
import type { JobWorld, RunJobOptions } from './run-job.ts';

export type Performed =
  | ({ kind: 'completed' } & Completed)
  | { kind: 'failed'; error: JobError; retry: boolean }
  /** It threw: for a job that may be done once, nobody knows whether it was. */
  | { kind: 'thrown'; error: JobError };

const outputLimit = 2_000_000;

/** Input checked, run within its time, output checked. Whatever is wrong is a value. */
export async function performJob({ jobTypes, world }: RunJobOptions, row: JobRow, signal: AbortSignal): Promise<Performed> {
  const job = jobTypes.get(row.type);
  if (!job) return failed('unknownJobType', `There is no job type "${row.type}" in this worker`);
  const input = job.definition.input.safeParse(row.input);
  if (!input.success) return failed('badInput', `The input does not fit: ${z.prettifyError(input.error)}`);
  try {
    const result = await within(row, signal, (limited) => job.run(contextOf(world, row, limited), input.data));
    if ('error' in result) return { kind: 'failed', error: result.error, retry: result.retry };
    return checkOutput(job, result);
  } catch (error) {
    const timedOut = error instanceof TimedOut;
    return { kind: 'thrown', error: { code: timedOut ? 'timedOut' : 'failed', message: cut((error as Error).message, 1000) } };
  }
}

/** Does what may be done again of a job whose attempt was lost, waiting out a lost database; that it fails changes nothing about the job. */
export async function doWhatIsSafe({ jobTypes, world }: RunJobOptions, row: LostJob, signal: AbortSignal): Promise<void> {
  const job = jobTypes.get(row.type);
  const input = job?.definition.input.safeParse(row.input);
  if (!job?.ifUncertain || !input?.success) return;
  try {
    await within(row, signal, (limited) => keepTrying(limited, async () => job.ifUncertain?.(contextOf(world, row, limited), input.data)));
  } catch (error) {
    world.log.warn({ job: row.key, error: (error as Error).message }, 'nothing could be done for an uncertain job');
  }
}

type LostJob = Pick<JobRow, 'key' | 'type' | 'input' | 'attempts' | 'instance_id' | 'element' | 'records' | 'timeout_ms'>;

function contextOf(world: JobWorld, row: LostJob, signal: AbortSignal): JobContext {
  return {
    ...world,
    jobKey: row.key,
    attempt: row.attempts,
    instanceId: row.instance_id,
    element: row.element,
    records: row.records,
    signal,
  };
}

class TimedOut extends Error {}

async function within<T>(row: Pick<JobRow, 'timeout_ms'>, signal: AbortSignal, run: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const limit = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const timeout = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      limit.abort();
      reject(new TimedOut(`It took longer than ${row.timeout_ms} ms`));
    }, row.timeout_ms);
  });
  const running = run(AbortSignal.any([signal, limit.signal]));
  // Once its time is over nobody waits for it; its end must not end the process.
  running.catch(() => undefined);
  try {
    return await Promise.race([running, timeout]);
  } finally {
    clearTimeout(timer);
  }
}

function checkOutput(job: JobType, result: Omit<Completed, 'output'> & { output: unknown }): Performed {
  const output = job.definition.output.safeParse(result.output);
  if (!output.success) return failed('badOutput', `The output does not fit: ${z.prettifyError(output.error)}`);
  const size = JSON.stringify(output.data ?? {}).length;
  if (size > outputLimit) return failed('resultTooLarge', `The result has ${size} characters, ${outputLimit} are allowed`);
  return { ...result, kind: 'completed', output: output.data as Variables };
}

function failed(code: string, message: string): Performed {
  return { kind: 'failed', error: { code, message }, retry: false };
}
