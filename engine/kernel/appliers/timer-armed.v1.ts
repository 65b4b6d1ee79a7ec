import type { Applier } from './applier.ts';

export const timerArmedV1: Applier<'timerArmed'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.timers = [...(instance.timers ?? []), { ...fact.timer, id: fact.number }];
};
