import { z } from 'zod';
import { listFileRows } from '../../../crm/channels/file-import/index.ts';
import { getImportRow } from '../../../db/queries/crm-import.ts';
import { importRows as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal, notFound } from '../../http/refusal.ts';

const cursor = z.number().int().min(0).max(2_000_000_000);

export const listRows = endpoint(route, async ({ params, query, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  if (!(await getImportRow(deps.db, params.import))) return notFound('import');
  const rows = await listFileRows(deps.db, params.import, { outcome: query.outcome, after: after ?? 0, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => last.row);
  return {
    items: items.map((row) => ({
      row: row.row,
      outcome: row.outcome,
      recordId: row.record_id,
      instanceId: row.instance_id,
      duplicateOf: row.duplicate_of,
      reason: row.reason,
      values: row.cells,
    })),
    next,
  };
});
