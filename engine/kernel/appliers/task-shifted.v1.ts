import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const taskShiftedV1: Applier<'taskShifted'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, fact.to);
};
