import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskRescheduledV1: Applier<'taskRescheduled'> = (draft, fact) => {
  const { dueAt, warnAt, calendar, calendarVersion, pause } = fact;
  const pauses = draft.element(fact.elementInstance).task?.pauses;
  changeTask(draft, fact.elementInstance, {
    ...{ dueAt, warnAt, calendar, calendarVersion },
    ...(pause ? { pauses: [...(pauses ?? []), pause] } : {}),
  });
};
