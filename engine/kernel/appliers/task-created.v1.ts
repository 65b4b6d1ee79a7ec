import type { Applier } from './applier.ts';

export const taskCreatedV1: Applier<'taskCreated'> = (draft, fact) => {
  draft.element(fact.elementInstance).task = fact.task;
};
