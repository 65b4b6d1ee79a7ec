import type { Applier } from './applier.ts';
import { changeTask } from './applier.ts';

export const draftSavedV1: Applier<'draftSaved'> = (draft, fact) => {
  changeTask(draft, fact.elementInstance, { draft: fact.draft });
};
