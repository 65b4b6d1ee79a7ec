import { z } from 'zod';
import { listBatches as readBatches } from '../../../db/queries/batches.ts';
import { listBatches as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { batchView } from '../../views/batch-view.ts';

const cursor = z.tuple([timestampKey, z.uuid()]);

export const listBatches = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const by = reader.rights.has('admin') ? undefined : reader.id;
  const rows = await readBatches(deps.db, { by, after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.id]);
  return { items: await Promise.all(items.map((row) => batchView(deps, row))), next };
});
