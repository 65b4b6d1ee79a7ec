import { z } from 'zod';
import { listSignals as readSignals } from '../../../db/queries/signal-list.ts';
import { listSignals as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { givenId } from '../../views/given-id.ts';

const cursor = z.tuple([timestampKey, textKey]);

export const listSignals = endpoint(route, async ({ query, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const rows = await readSignals(deps.db, { after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.id]);
  return { items: items.map(({ sortKey: _key, id, at, ...row }) => ({ id: givenId(id), ...row, at: at.toISOString() })), next };
});
