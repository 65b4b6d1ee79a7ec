import { withOwn } from '../own.ts';
import type { Applier } from './applier.ts';

/** Keeps the chain its result goes on with. */
export const jobCreatedV2: Applier<'jobCreated', 2> = (draft, fact) => {
  const job = { key: fact.job, type: fact.jobType, attempts: 0, chain: fact.chain };
  const instance = draft.element(fact.elementInstance);
  if (!fact.detached) {
    instance.job = job;
    return;
  }
  const detached = { ...job, elementInstance: fact.elementInstance, element: instance.element, input: fact.input };
  draft.state.detachedJobs = withOwn(draft.state.detachedJobs, fact.job, detached);
};
