import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskDeferredV2: Applier<'taskDeferred', 2> = (draft, fact) => {
  const { followUpAt, dueAt, warnAt, dueRule, calendar, calendarVersion } = fact;
  changeTask(draft, fact.elementInstance, {
    ...{ followUpAt, dueAt, warnAt, dueRule, calendar, calendarVersion },
    pauses: undefined,
    stopped: undefined,
  });
};
