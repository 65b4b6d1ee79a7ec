import type { Applier } from './applier.ts';
import { removeTimer } from './applier.ts';

export const timerCancelledV1: Applier<'timerCancelled'> = (draft, fact) => {
  removeTimer(draft, fact.elementInstance, fact.timer);
};
