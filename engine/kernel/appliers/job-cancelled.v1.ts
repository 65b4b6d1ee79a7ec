import type { Applier } from './applier.ts';
import { changeJob } from './applier.ts';

export const jobCancelledV1: Applier<'jobCancelled'> = (draft, fact) => {
  changeJob(draft, fact.elementInstance, fact.job, () => undefined);
};
