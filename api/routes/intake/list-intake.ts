import { z } from 'zod';
import { listIntake as readIntake } from '../../../crm/channels/web-form/index.ts';
import { listIntake as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';

const cursor = z.object({ at: z.iso.datetime(), id: z.uuid() });

export const listIntake = endpoint(route, async ({ query, deps }) => {
  const from = decodeCursor(cursor, query.cursor);
  if (isRefusal(from)) return from;
  const before = from && { at: new Date(from.at), id: from.id };
  const rows = await readIntake(deps.db, { status: query.status, before, limit: query.limit + 1 });
  const { items, next } = cutPage(rows, query.limit, (last) => ({ at: last.at.toISOString(), id: last.id }));
  return {
    items: items.map(({ id, channel, at, status, reason, record_id, payload }) => ({
      id,
      channel,
      at: at.toISOString(),
      status,
      reason,
      recordId: record_id,
      payload,
    })),
    next,
  };
});
