import type { Applier } from './applier.ts';

export const stageEnteredV1: Applier<'stageEntered'> = (draft, fact) => {
  draft.state.stage = fact.stage;
};
