import { markRead } from '../../../db/queries/notification-reading.ts';
import { readNotification as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { notFound } from '../../http/refusal.ts';

export const readNotification = endpoint(route, async ({ params, reader, deps }) =>
  (await markRead(deps.db, reader.id, params.notification, new Date(deps.now()))) ? { ok: true as const } : notFound('notification'),
);
