import type { Commit } from '../db/commit/commit.ts';
import { runCommit } from '../db/commit/run-commit.ts';
import type { Queryable } from '../db/queryable.ts';
import type { DoorContext } from './door-context.ts';

/** Writes what was decided; what it threw counts for this process at once. */
export async function commitDecided({ chainCounts }: DoorContext, queryable: Queryable, commit: Commit): ReturnType<typeof runCommit> {
  const result = await runCommit(queryable, commit);
  if (result.outcome === 'committed') chainCounts.thrown(commit.effects);
  return result;
}
