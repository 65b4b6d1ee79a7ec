import { z } from 'zod';
import { listCasesWithoutRecord } from '../../../db/queries/cases.ts';
import { reachOf } from '../../access/policy.ts';
import { listCases as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { caseRows } from '../../views/case-row.ts';

const cursor = z.tuple([timestampKey, textKey]);

export const listCases = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const { process, status, stuck, limit } = query;
  // A process that has always moved records has hardly a case without one, and up to millions with: they are not looked through.
  const alone = [...(await deps.packages.withoutRecord())].filter((key) => (process ?? key) === key);
  const rows = await listCasesWithoutRecord(deps.db, reachOf(reader), {
    processes: alone,
    status,
    stuck: stuck === undefined ? undefined : stuck === 'true',
    after,
    limit: limit + 1,
  });
  const { items, next } = cutPage(rows, limit, (last) => [last.sortKey, last.id]);
  return { items: await caseRows(deps, reader, items), next };
});
