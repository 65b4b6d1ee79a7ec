import type { Applier } from './applier.ts';

export const loopStartedV1: Applier<'loopStarted'> = (draft, fact) => {
  draft.element(fact.elementInstance).loop = fact.loop;
};
