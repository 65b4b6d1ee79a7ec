import { z } from 'zod';
import { countIncidents, listIncidents as readIncidents } from '../../../db/queries/operations-incidents.ts';
import { reachOf } from '../../access/policy.ts';
import { listIncidents as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor, numberKey, textKey } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { incidentRows } from '../../views/incident-row.ts';

const cursor = z.tuple([timestampKey, textKey, numberKey]);

export const listIncidents = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const reach = reachOf(reader);
  const [rows, total] = await Promise.all([
    readIncidents(deps.db, reach, { process: query.process, after, limit: query.limit + 1 }),
    countIncidents(deps.db, reach, query.process),
  ]);
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.instanceId, last.id]);
  return { items: await incidentRows(deps, reader, items), total, next };
});
