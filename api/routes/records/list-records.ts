import { z } from 'zod';
import { countRecords, listRecords as readRecords } from '../../../db/queries/record-list.ts';
import { reachOf, unsearchedBy } from '../../access/policy.ts';
import { listRecords as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { isWrittenTimestamp } from '../../http/timestamp-key.ts';
import { recordRows } from '../../views/record-row.ts';
import { readSearch } from '../../views/search-terms.ts';

const cursor = z.object({ sort: z.string(), keys: z.tuple([textKey, z.uuid()]) });

export const listRecords = endpoint(route, async ({ query, reader, deps }) => {
  const { cursor: given, limit, sort, q, ...rest } = query;
  const from = decodeCursor(cursor, given);
  if (isRefusal(from)) return from;
  if (from && (from.sort !== sort || !keyFits(sort, from.keys[0])))
    return refuse(400, 'invalidCursor', 'This cursor belongs to another order.', { place: 'cursor' });
  const reach = reachOf(reader);
  const filter = {
    ...rest,
    owner: rest.owner === 'me' ? reader.id : rest.owner,
    search: q ? { ...readSearch(q, deps.settings.installation.country), unsearched: unsearchedBy(reader) } : undefined,
  };
  const now = new Date(deps.now());
  const [rows, total] = await Promise.all([
    readRecords(deps.db, reach, filter, { now, sort, after: from?.keys, limit: limit + 1 }),
    countRecords(deps.db, reach, filter, now),
  ]);
  const { items, next } = cutPage(rows, limit, (last) => ({ sort, keys: [last.sortKey, last.id] }));
  return { items: await recordRows(deps, reader, items), total, next };
});

/** A key that was made up would reach a cast in Postgres and fail there. */
function keyFits(sort: string, key: string): boolean {
  if (sort === 'title') return true;
  if (sort === 'amount') return /^-?\d{1,30}(\.\d{1,20})?$/.test(key);
  return key === 'infinity' || isWrittenTimestamp(key);
}
