import type { Applier } from './applier.ts';
import { changeJob } from './applier.ts';

export const jobFailedV1: Applier<'jobFailed'> = (draft, fact) => {
  changeJob(draft, fact.elementInstance, fact.job, (job) => ({
    ...job,
    attempts: job.attempts + 1,
    ...(fact.retriesLeft === 0 ? { failed: true } : {}),
  }));
};
