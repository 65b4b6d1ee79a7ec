import type { Applier } from './applier.ts';
import { applyTaskChange } from './move-element.ts';

export const taskRevisedV1: Applier<'taskRevised'> = (draft, fact) => {
  applyTaskChange(draft, fact.elementInstance, fact.change);
};
