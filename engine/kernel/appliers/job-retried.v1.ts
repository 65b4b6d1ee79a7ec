import type { Applier } from './applier.ts';
import { changeJob } from './applier.ts';

export const jobRetriedV1: Applier<'jobRetried'> = (draft, fact) => {
  changeJob(draft, fact.elementInstance, fact.job, ({ failed: _, ...job }) => job);
};
