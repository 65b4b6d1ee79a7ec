import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface MessageListRow {
  id: string;
  name: string;
  key: string;
  state: 'held' | 'delivered' | 'expired';
  at: Date;
  until: Date | null;
  instanceId: string | null;
}

/** One on its way counts as held until it arrived; one whose time passed is expired, whether or not somebody swept since. */
const state = (now: Date) => sql`case when m.status = 'delivered' then 'delivered' when m.status = 'expired' then 'expired'
  when m.status = 'held' and m.expires_at <= ${now} then 'expired' else 'held' end`;

export async function listMessages(
  db: Db,
  now: Date,
  page: { state?: string; after?: [at: string, id: string]; limit: number },
): Promise<(MessageListRow & { sortKey: string })[]> {
  const after = page.after ? sql`and (m.published_at, m.id) < (${page.after[0]}::timestamptz, ${page.after[1]})` : sql``;
  const wanted = page.state ? sql`and ${state(now)} = ${page.state}` : sql``;
  const { rows } = await sql<MessageListRow & { sortKey: string }>`
    select m.id, m.name, m.correlation_key as key, ${state(now)} as state, m.published_at as at, m.expires_at as until,
      m.instance_id as "instanceId", m.published_at::text as "sortKey"
    from message m where true ${wanted} ${after} order by m.published_at desc, m.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}
