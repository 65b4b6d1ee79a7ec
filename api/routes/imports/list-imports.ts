import { z } from 'zod';
import { countsOf, warningsOf } from '../../../crm/channels/file-import/index.ts';
import { listImportRows } from '../../../db/queries/crm-import.ts';
import { type ImportView, listImports as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { iso } from '../../views/task-row.ts';

const cursor = z.object({ at: z.iso.datetime(), id: z.uuid() });

export const listImports = endpoint(route, async ({ query, deps }) => {
  const from = decodeCursor(cursor, query.cursor);
  if (isRefusal(from)) return from;
  const rows = await listImportRows(deps.db, query.limit + 1, from && { at: new Date(from.at), id: from.id });
  const { items, next } = cutPage(rows, query.limit, (last) => ({ at: last.created_at.toISOString(), id: last.id }));
  const counts = await Promise.all(items.map((row) => countsOf(deps.db, row)));
  return {
    items: items.map((row, index) => ({
      id: row.id,
      fileName: row.file_name,
      size: row.size,
      status: row.status,
      settings: row.settings as unknown as ImportView['settings'],
      detected: row.detected as unknown as ImportView['detected'],
      problems: [],
      counts: counts[index] as ImportView['counts'],
      warnings: warningsOf(row),
      startedAt: iso(row.started_at),
      finishedAt: iso(row.finished_at),
      error: row.error,
    })),
    next,
  };
});
