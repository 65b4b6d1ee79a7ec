import type { Applier } from './applier.ts';

export const timerParkedV1: Applier<'timerParked'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.timers = instance.timers?.map((timer) => {
    if (timer.id !== fact.timer) return timer;
    const { parked: _, ...armed } = timer;
    return fact.parked ? { ...armed, parked: true } : armed;
  });
};
