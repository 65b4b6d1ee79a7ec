import { z } from 'zod';
import { countOperated, listOperated } from '../../../db/queries/operated-instances.ts';
import { reachOf } from '../../access/policy.ts';
import { listInstances as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { instanceRows } from '../../views/instance-row.ts';

export const listInstances = endpoint(route, async ({ query, reader, deps }) => {
  const { cursor, limit, suspended, ...rest } = query;
  const after = decodeCursor(z.tuple([textKey]), cursor);
  if (isRefusal(after)) return after;
  const filter = { ...rest, ...(suspended === undefined ? {} : { suspended: suspended === 'true' }) };
  const reach = reachOf(reader);
  const [rows, total] = await Promise.all([
    listOperated(deps.db, reach, filter, { after: after?.[0], limit: limit + 1 }),
    countOperated(deps.db, reach, filter),
  ]);
  const { items, next } = cutPage(rows, limit, (last) => [last.id]);
  return { items: await instanceRows(deps, reader, items), total, next };
});
