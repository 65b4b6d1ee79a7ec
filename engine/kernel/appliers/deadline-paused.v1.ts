import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const deadlinePausedV1: Applier<'deadlinePaused'> = (draft, fact) => {
  const before = draft.element(fact.elementInstance).task?.pauses ?? [];
  changeTask(draft, fact.elementInstance, {
    dueAt: undefined,
    warnAt: undefined,
    pauses: [...before, { from: fact.at, reason: fact.reason }],
    stopped: fact.stopped,
  });
};
