import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const deadlineRemovedV1: Applier<'deadlineRemoved'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, {
    dueAt: undefined,
    warnAt: undefined,
    dueRule: undefined,
    calendar: undefined,
    calendarVersion: undefined,
    pauses: undefined,
    stopped: undefined,
  });
};
