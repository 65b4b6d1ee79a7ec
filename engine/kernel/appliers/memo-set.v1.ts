import type { Applier } from './applier.ts';

export const memoSetV1: Applier<'memoSet'> = (draft, fact) => {
  const instance = draft.element(fact.elementInstance);
  instance.memo = { ...instance.memo, ...fact.memo };
};
