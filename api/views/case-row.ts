import type { CaseListRow } from '../../db/queries/cases.ts';
import type { Reader } from '../access/reader.ts';
import type { ApiContext } from '../context.ts';
import type { CaseRow } from '../contract/index.ts';
import { findElement, words } from './packages.ts';
import { iso } from './task-row.ts';

/** Rows of lists of cases, in the reader's words. */
export async function caseRows(context: ApiContext, reader: Reader, rows: CaseListRow[]): Promise<CaseRow[]> {
  const packages = await context.packages.getAll(rows.flatMap((row) => [row.packageHash, ...row.steps.map((each) => each.packageHash)]));
  return rows.map((row) => {
    const pkg = packages.get(row.packageHash);
    return {
      id: row.id,
      process: { key: row.packageKey, name: words(pkg, reader.locale, pkg?.name ?? row.packageKey), version: row.packageVersion },
      status: row.status,
      suspended: row.suspendedAt !== null,
      startedAt: row.startedAt.toISOString(),
      endedAt: iso(row.endedAt),
      incidents: row.incidents,
      steps: row.steps.map((each) => {
        const own = packages.get(each.packageHash);
        return words(own, reader.locale, findElement(own, each.element)?.name ?? each.name);
      }),
    };
  });
}
