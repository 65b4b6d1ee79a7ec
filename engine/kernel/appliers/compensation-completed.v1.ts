import type { Applier } from './applier.ts';

export const compensationCompletedV1: Applier<'compensationCompleted'> = (draft, fact) => {
  delete draft.element(fact.elementInstance).compensation;
};
