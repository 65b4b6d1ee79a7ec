import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const deadlineResumedV1: Applier<'deadlineResumed'> = (draft, fact) => {
  const pauses = draft.element(fact.elementInstance).task?.pauses ?? [];
  const { dueAt, warnAt, calendar, calendarVersion } = fact;
  changeTask(draft, fact.elementInstance, {
    ...{ dueAt, warnAt, calendar, calendarVersion },
    pauses: pauses.map((pause) => (pause.to === undefined ? { ...pause, to: fact.at } : pause)),
    stopped: undefined,
  });
};
