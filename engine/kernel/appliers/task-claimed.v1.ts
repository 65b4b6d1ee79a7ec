import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskClaimedV1: Applier<'taskClaimed'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, { assignee: fact.assignee, claimedAt: fact.at });
};
