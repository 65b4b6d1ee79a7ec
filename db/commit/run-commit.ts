import type { Queryable } from '../queryable.ts';
import type { Commit, CommitResult } from './commit.ts';
import { type CommitRow, commitStatement, readCommitError, readCommitRow } from './commit-statement.ts';

/** Short names of statement shapes: Postgres keeps 63 characters. One text per shape, so that connections may prepare it. */
const names = new Map<string, string>();

/** Writes a commit: on a pool it commits by itself, on a connection it belongs to that transaction (which an error then aborts). */
export async function runCommit(queryable: Queryable, commit: Commit): Promise<CommitResult> {
  const { name, text, values } = commitStatement(commit);
  let short = names.get(name);
  if (!short) {
    short = `commit_${names.size + 1}`;
    names.set(name, short);
  }
  try {
    const result = await queryable.query<CommitRow>({ name: short, text, values });
    return readCommitRow(result.rows[0]);
  } catch (error) {
    const known = readCommitError(error);
    if (known) return known;
    throw error;
  }
}
