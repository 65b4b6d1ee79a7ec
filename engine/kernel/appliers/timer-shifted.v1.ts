import type { Applier } from './applier.ts';

export const timerShiftedV1: Applier<'timerShifted'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.timers = instance.timers?.map((timer) =>
    timer.id === fact.timer ? { ...timer, dueAt: fact.dueAt, ...(fact.armedAt === undefined ? {} : { armedAt: fact.armedAt }) } : timer,
  );
};
