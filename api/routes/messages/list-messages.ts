import { z } from 'zod';
import { listMessages as readMessages } from '../../../db/queries/message-list.ts';
import { maskedText, maskOf } from '../../access/policy.ts';
import { listMessages as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { givenId } from '../../views/given-id.ts';
import { iso } from '../../views/task-row.ts';

const cursor = z.tuple([timestampKey, textKey]);

export const listMessages = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const rows = await readMessages(deps.db, new Date(deps.now()), { state: query.state, after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.id]);
  const mask = maskOf(reader);
  return {
    items: items.map(({ sortKey: _key, id, at, until, key, ...row }) => ({
      id: givenId(id),
      ...row,
      key: maskedText(mask, key),
      at: at.toISOString(),
      until: iso(until),
    })),
    next,
  };
});
