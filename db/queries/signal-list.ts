import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface SignalListRow {
  id: string;
  name: string;
  at: Date;
  instanceId: string | null;
  delivered: number;
  waiting: number;
  refused: number;
  stopped: number;
}

export async function listSignals(
  db: Db,
  page: { after?: [at: string, id: string]; limit: number },
): Promise<(SignalListRow & { sortKey: string })[]> {
  const after = page.after ? sql`where (s.thrown_at, s.id) < (${page.after[0]}::timestamptz, ${page.after[1]})` : sql``;
  const { rows } = await sql<SignalListRow & { sortKey: string }>`
    select s.id, s.name, s.thrown_at as at, s.source_instance as "instanceId", s.thrown_at::text as "sortKey", d.*
    from (select * from signal s ${after} order by s.thrown_at desc, s.id desc limit ${page.limit}) s
    cross join lateral (select (count(*) filter (where status = 'delivered'))::integer as delivered,
      (count(*) filter (where status = 'waiting'))::integer as waiting, (count(*) filter (where status = 'refused'))::integer as refused,
      (count(*) filter (where status = 'stopped'))::integer as stopped from signal_delivery where signal_id = s.id) d
    order by s.thrown_at desc, s.id desc
  `.execute(db);
  return rows;
}
