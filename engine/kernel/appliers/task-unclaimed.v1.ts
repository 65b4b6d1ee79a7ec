import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskUnclaimedV1: Applier<'taskUnclaimed'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, { assignee: null, claimedAt: undefined });
};
