import type { JobType } from '../job-type.ts';
import * as definitions from './definitions.ts';

/** Every job type of `definitions.ts` with its `run.ts`, which is found by the type: the folder has its name. */
export const jobTypes: ReadonlyMap<string, JobType> = new Map(
  await Promise.all(Object.values(definitions).map(async ({ type }) => [type, await load(type)] as const)),
);

async function load(type: string): Promise<JobType> {
  const { job }: { job: JobType } = await import(`./${type}/run.ts`);
  return job;
}
