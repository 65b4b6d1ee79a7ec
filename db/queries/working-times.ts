import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, recordWithin } from './reach.ts';

/** A task that was done, with the moments its times are counted from. */
export interface DoneTask {
  packageKey: string;
  packageHash: string;
  element: string;
  name: string;
  availableAt: Date;
  claimedAt: Date | null;
  endedAt: Date;
  /** Null = round the clock, or (without a rule) no deadline at all. */
  calendar: string | null;
  calendarVersion: number | null;
  hasDeadline: boolean;
  /** When its deadline stood still, epoch milliseconds. */
  pauses: { from: number; to: number }[];
}

/** Tasks done from..to of records the reader sees, the last first; `limit` at most. */
export async function listDoneTasks(
  db: Db,
  reach: Reach,
  query: { from: Date; to: Date; process?: string; limit: number },
): Promise<DoneTask[]> {
  const { rows } = await sql<DoneTask>`
    select t.package_key as "packageKey", t.package_hash as "packageHash", t.element, t.name,
      greatest(t.created_at, t.follow_up_at) as "availableAt", t.claimed_at as "claimedAt", t.ended_at as "endedAt",
      t.calendar, t.calendar_version as "calendarVersion", t.due_rule is not null as "hasDeadline",
      coalesce((select json_agg(json_build_object('from', (f.body ->> 'pausedAt')::bigint, 'to', (extract(epoch from f.at) * 1000)::bigint) order by f.number)
        from fact f where f.instance_id = t.instance_id and f.type = 'deadlineResumed' and (f.body ->> 'elementInstance')::integer = t.element_instance), '[]') as pauses
    from user_task t join record r on r.id = t.record_id
    where t.status = 'completed' and t.ended_at >= ${query.from} and t.ended_at < ${query.to}
      and (${query.process ?? null}::text is null or t.package_key = ${query.process ?? null}) and ${recordWithin(reach, 'r')}
    order by t.ended_at desc limit ${query.limit}
  `.execute(db);
  return rows;
}
