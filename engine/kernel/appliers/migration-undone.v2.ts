import type { Applier } from './applier.ts';
import { migrationUndoneV1 } from './migration-undone.v1.ts';
import { moveMemos } from './move-memos.ts';

export const migrationUndoneV2: Applier<'migrationUndone', 2> = (draft, fact) => {
  migrationUndoneV1(draft, { ...fact, version: 1 });
  moveMemos(draft, fact.elements);
};
