import type { Applier } from './applier.ts';
import { instanceMigratedV1 } from './instance-migrated.v1.ts';
import { moveMemos } from './move-memos.ts';

/** What elements keep moves along: a memo names elements, too. */
export const instanceMigratedV2: Applier<'instanceMigrated', 2> = (draft, fact) => {
  instanceMigratedV1(draft, { ...fact, version: 1 });
  moveMemos(draft, fact.elements);
};
