import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { elementPackage } from './element-package.ts';

export interface WaitRow {
  kind: 'job' | 'timer' | 'message' | 'signal';
  element: string;
  packageHash: string;
  /** Of a message or a signal. */
  name: string | null;
  /** Timers: when it is due. Jobs: not before this moment, or (begun) when the attempt began. */
  at: Date | null;
  /** Jobs: the attempt under way, 0 = not begun yet; of how many. */
  attempt: number | null;
  attempts: number | null;
  /** Jobs under way: the next attempt comes so long after this one began, or later; null = there is none. */
  delayMs: number | null;
}

const most = sql.lit(20);

/** What a case waits for that is no person's: jobs being tried, timers, messages and signals; the first that comes first. */
export async function listWaits(db: Db, instanceId: string): Promise<WaitRow[]> {
  const { rows } = await sql<WaitRow>`
    select * from (
      select 'job' as kind, j.element, ${elementPackage('j')} as "packageHash", null as name,
        case when j.status = 'begun' then j.begun_at else j.not_before end as at, j.attempts as attempt, j.max_attempts as attempts,
        case when j.status = 'begun' and j.attempts between 1 and j.max_attempts - 1
          then j.first_delay_ms * j.backoff ^ (j.attempts - 1) end::float8 as "delayMs"
      from job j join instance i on i.id = j.instance_id where j.instance_id = ${instanceId} and j.status in ('waiting', 'begun')
      union all
      select 'timer', t.element, ${elementPackage('t')}, null, t.due_at, null, null, null
      from timer t join instance i on i.id = t.instance_id
      where t.instance_id = ${instanceId} and t.status = 'armed' and t.purpose = 'event' and not t.parked
      union all
      select 'message', m.element, ${elementPackage('m')}, m.name, null, null, null, null
      from message_subscription m join instance i on i.id = m.instance_id where m.instance_id = ${instanceId} and m.status <> 'closed'
      union all
      select 'signal', s.element, ${elementPackage('s')}, s.name, null, null, null, null
      from signal_subscription s join instance i on i.id = s.instance_id where s.instance_id = ${instanceId} and s.status <> 'closed'
    ) waits order by kind, at nulls last, element limit ${most}
  `.execute(db);
  return rows;
}
