import type { Applier } from './applier.ts';
import { changeJob } from './applier.ts';

export const jobCompletedV1: Applier<'jobCompleted'> = (draft, fact) => {
  changeJob(draft, fact.elementInstance, fact.job, () => undefined);
};
