import { z } from 'zod';
import { countInbox, listInbox, sections } from '../../../db/queries/task-inbox.ts';
import { reachOf } from '../../access/policy.ts';
import { listTasks as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, largeKey, numberKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { iso, taskRows } from '../../views/task-row.ts';

/** `now` stays what it was on the first page: rows do not change section, and none is skipped, while one reads on. */
const cursor = z.object({
  now: z.number().int().min(0).max(8e15),
  keys: z.tuple([numberKey, numberKey, largeKey, largeKey, z.string().max(300), numberKey]),
});

export const listTasks = endpoint(route, async ({ query, reader, deps }) => {
  const from = decodeCursor(cursor, query.cursor);
  if (isRefusal(from)) return from;
  const now = new Date(from?.now ?? deps.now());
  const reach = reachOf(reader);
  const { view, limit, q: search } = query;
  const [rows, counts] = await Promise.all([
    listInbox(deps.db, reach, { view, now, search, after: from?.keys, limit: limit + 1 }),
    countInbox(deps.db, reach, new Date(deps.now())),
  ]);
  const { items, next } = cutPage(rows, limit, (last) => ({
    now: now.getTime(),
    keys: [last.rank, last.heat, last.sortAt, last.createdMs, last.instanceId, last.elementInstance],
  }));
  const shown = await taskRows(deps, reader, items);
  const { nextDue, ...numbers } = counts;
  return {
    items: shown.map((row, index) => ({ ...row, section: sections[items[index]?.rank ?? 4] ?? 'rest' })),
    counts: numbers,
    nextDue: iso(nextDue),
    next,
  };
});
