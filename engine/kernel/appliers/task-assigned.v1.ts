import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskAssignedV1: Applier<'taskAssigned'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, { assignee: fact.assignee, claimedAt: fact.assignee === null ? undefined : fact.at });
};
