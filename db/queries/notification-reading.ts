import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface NotificationRow {
  id: string;
  at: Date;
  kind: 'needsYou' | 'late' | 'toKnow';
  text: string;
  code: string | null;
  params: { [name: string]: unknown };
  recordId: string | null;
  taskId: string | null;
  readAt: Date | null;
  count: number;
  recordTitle: string | null;
}

export const notificationColumns = sql`n.id, n.at, n.kind, n.text, n.code, n.params, n.record_id as "recordId", n.task_id as "taskId", n.read_at as "readAt", n.count,
  (select r.title from record r where r.id = n.record_id) as "recordTitle"`;

export async function listNotifications(
  db: Db,
  userId: string,
  page: { after?: [at: string, id: string]; limit: number },
): Promise<(NotificationRow & { sortKey: string })[]> {
  const after = page.after ? sql`and (n.at, n.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)` : sql``;
  const { rows } = await sql<NotificationRow & { sortKey: string }>`
    select ${notificationColumns}, n.at::text as "sortKey" from notification n where n.user_id = ${userId} ${after}
    order by n.at desc, n.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

/** Only what needs him, or is late, counts; what is merely to know does not. */
export async function countUnread(db: Db, userId: string): Promise<number> {
  const { rows } = await sql<{ unread: number }>`
    select count(*)::int as unread from notification where user_id = ${userId} and read_at is null and kind <> 'toKnow'
  `.execute(db);
  return rows[0]?.unread ?? 0;
}

/** False when there is no such notification of his. */
export async function markRead(db: Db, userId: string, id: string, at: Date): Promise<boolean> {
  const { rows } = await sql`
    update notification set read_at = coalesce(read_at, ${at}) where id = ${id} and user_id = ${userId} returning id
  `.execute(db);
  return rows.length > 0;
}
