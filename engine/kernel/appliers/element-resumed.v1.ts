import { nextLifecycle } from '../lifecycle.ts';
import type { Applier } from './applier.ts';

export const elementResumedV1: Applier<'elementResumed'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  const lifecycle = nextLifecycle(instance.lifecycle, 'resume');
  if (lifecycle !== 'gone') instance.lifecycle = lifecycle;
};
