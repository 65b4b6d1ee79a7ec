import type { Applier } from './applier.ts';

export const timerRescheduledV1: Applier<'timerRescheduled'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.timers = instance.timers?.map((timer) => (timer.id === fact.timer.id ? fact.timer : timer));
};
