import { nextLifecycle } from '../lifecycle.ts';
import type { Applier } from './applier.ts';

export const elementTerminatedV1: Applier<'elementTerminated'> = (draft, fact) => {
  nextLifecycle(draft.element(fact.elementInstance).lifecycle, 'terminate');
  draft.remove(fact.elementInstance);
};
