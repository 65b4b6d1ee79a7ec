import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskDeferredV1: Applier<'taskDeferred'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, {
    followUpAt: fact.followUpAt,
    ...(fact.dueAt === undefined ? {} : { dueAt: fact.dueAt }),
    ...(fact.warnAt === undefined ? {} : { warnAt: fact.warnAt }),
  });
};
