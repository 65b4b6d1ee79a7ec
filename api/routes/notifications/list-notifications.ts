import { z } from 'zod';
import { countUnread, listNotifications as readNotifications } from '../../../db/queries/notification-reading.ts';
import { listNotifications as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { cutPage, decodeCursor } from '../../http/cursor.ts';
import { isRefusal } from '../../http/refusal.ts';
import { timestampKey } from '../../http/timestamp-key.ts';
import { notificationText } from '../../views/notification-text.ts';

const cursor = z.tuple([timestampKey, z.uuid()]);

export const listNotifications = endpoint(route, async ({ query, reader, deps }) => {
  const after = decodeCursor(cursor, query.cursor);
  if (isRefusal(after)) return after;
  const [rows, unread, translate] = await Promise.all([
    readNotifications(deps.db, reader.id, { after, limit: query.limit + 1 }),
    countUnread(deps.db, reader.id),
    deps.packages.translator(reader.locale),
  ]);
  const { items, next } = cutPage(rows, query.limit, (last) => [last.sortKey, last.id]);
  return {
    items: items.map((row) => ({
      id: row.id,
      at: row.at.toISOString(),
      kind: row.kind,
      text: notificationText(row, reader, translate),
      recordId: row.recordId,
      caseId: row.code === 'processStuck' ? String(row.params.instanceId) : null,
      several: row.code === 'casesStuck',
      process: row.code === 'casesStuck' && typeof row.params.packageKey === 'string' ? row.params.packageKey : null,
      taskId: row.taskId,
      read: row.readAt !== null,
      count: row.count,
    })),
    unread,
    next,
  };
});
