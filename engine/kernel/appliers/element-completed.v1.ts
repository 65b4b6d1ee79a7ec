import { nextLifecycle } from '../lifecycle.ts';
import type { Applier } from './applier.ts';

export const elementCompletedV1: Applier<'elementCompleted'> = (draft, fact) => {
  nextLifecycle(draft.element(fact.elementInstance).lifecycle, 'complete');
  draft.remove(fact.elementInstance);
};
