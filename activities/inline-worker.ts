import { listInstanceRecords, listWaitingJobs } from '../db/queries/crm-demo.ts';
import type { JobContext, JobType } from './job-type.ts';
import { jobTypes } from './jobs/index.ts';

export type InlineWorld = Omit<JobContext, 'jobKey' | 'attempt' | 'instanceId' | 'element' | 'records' | 'signal'>;

const actor = { id: 'system:job', roles: [], groups: [] };
const most = 50;

/**
 * Carries out a case's open jobs at once, in this process, without Temporal: for the demo company's history, whose year is told in
 * seconds, and for tests. The same job types and the same door as the worker's.
 */
export function createInlineWorker(world: InlineWorld): (instanceId: string) => Promise<void> {
  return async (instanceId) => {
    for (let round = 0; round < most; round += 1) {
      const [waiting] = await listWaitingJobs(world.db, instanceId);
      if (!waiting) return;
      const job = jobTypes.get(waiting.type);
      if (!job) throw new Error(`There is no job type "${waiting.type}"`);
      await runOne(world, job, { ...waiting, instanceId });
    }
    throw new Error(`${instanceId} makes jobs without end`);
  };
}

async function runOne(
  world: InlineWorld,
  job: JobType,
  waiting: { key: string; element: string; input: unknown; attempts: number; instanceId: string },
): Promise<void> {
  const { key, element, instanceId } = waiting;
  const records = await listInstanceRecords(world.db, instanceId);
  const ctx: JobContext = {
    ...world,
    jobKey: key,
    attempt: waiting.attempts + 1,
    instanceId,
    element,
    records,
    signal: new AbortController().signal,
  };
  const result = await job.run(ctx, job.definition.input.parse(waiting.input));
  if ('error' in result) {
    const failed = await world.door.executeCommand({
      instanceId,
      commandId: `fail:${key}:${waiting.attempts}`,
      command: { type: 'failJob', job: key, error: result.error, retriesLeft: 0 },
      actor,
    });
    if (failed.status !== 'done') throw new Error(`The failure of ${key} was answered ${JSON.stringify(failed)}`);
    return;
  }
  const done = await world.door.executeCommand({
    instanceId,
    commandId: `complete:${key}`,
    command: { type: 'completeJob', job: key, output: job.definition.output.parse(result.output) as never },
    actor,
    alongside: result.alongside,
    alongsideIfIgnored: result.alongsideIfIgnored,
  });
  if (done.status !== 'done') throw new Error(`The result of ${key} was answered ${JSON.stringify(done)}`);
}
