import { sql } from 'kysely';
import type { Db } from '../database.ts';

/** Call-backs of a user that begin within [from, to). */
export async function countCallBacks(db: Db, user: string, from: Date, to: Date): Promise<number> {
  const { rows } = await sql<{ taken: number }>`
    select count(*)::int as taken from user_task
    where status = 'open' and assignee = ${user} and follow_up_at >= ${from} and follow_up_at < ${to}
  `.execute(db);
  return rows[0]?.taken ?? 0;
}

export interface Load {
  user: string;
  open: number;
  late: number;
}

/** Open and late tasks per assignee; agreed call-backs of later do not count. */
export async function countLoads(db: Db, now: Date): Promise<Map<string, Load>> {
  const { rows } = await sql<Load>`
    select assignee as user, count(*) filter (where follow_up_at is null or follow_up_at <= ${now})::int as open,
      count(*) filter (where due_at < ${now})::int as late
    from user_task where status = 'open' and assignee is not null group by assignee
  `.execute(db);
  return new Map(rows.map((row) => [row.user, row]));
}
