import type { Applier } from './applier.ts';
import { removeTimer } from './applier.ts';

export const timerFiredV1: Applier<'timerFired'> = (draft, fact) => {
  removeTimer(draft, fact.elementInstance, fact.timer);
};
