import type { Applier } from './applier.ts';

export const tokensDroppedV1: Applier<'tokensDropped'> = (draft, fact) => {
  delete draft.element(fact.scope).arrived;
};
