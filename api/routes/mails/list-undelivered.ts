import { z } from 'zod';
import { listUndelivered as readUndelivered } from '../../../db/queries/mail-waiting.ts';
import { listUndelivered as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';

const cursor = z.tuple([timestampKey, z.uuid()]);

/** A mail server answers long before; one that is being sent just now is not uncertain. */
const surelyOverMs = 5 * 60_000;

/** To whom and since when only: what the mail says may be of cases that this reader may not see. */
export const listUndelivered = endpoint(route, async ({ query, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const rows = await readUndelivered(deps.db, new Date(deps.now() - surelyOverMs), { after, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.id]);
  return {
    items: items.map(({ id, userId, userName, createdAt, at, outcome }) => ({
      ...{ id, outcome, to: { id: userId, name: userName } },
      ...{ created: createdAt.toISOString(), at: at.toISOString() },
    })),
    next,
  };
});
