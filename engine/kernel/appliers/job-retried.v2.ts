import type { Applier } from './applier.ts';
import { changeJob } from './applier.ts';

/** The input is for the read model that workers take it from, and for undo. */
export const jobRetriedV2: Applier<'jobRetried', 2> = (draft, fact) => {
  changeJob(draft, fact.elementInstance, fact.job, ({ failed: _, ...job }) => job);
};
