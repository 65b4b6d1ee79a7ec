import type { Queryable } from '../../db/queryable.ts';

export interface TimerFindings {
  armed: number;
  fired: number;
  /** Timers whose facts do not say exactly one firing. */
  notOnce: number;
  /** Firings before their time. */
  early: number;
  /** Firings of a case that came after one that was due later (or as late and armed later). */
  outOfOrder: number;
  cases: number;
  completed: number;
}

/** What the facts say, and the rows beside them. */
export async function checkTimers(pool: Queryable): Promise<TimerFindings> {
  const { rows } = await pool.query<TimerFindings>({
    text: `with fired as (
        select instance_id, number, at, (body ->> 'timer')::integer as timer, (body ->> 'dueAt')::bigint as due
        from fact where type = 'timerFired'),
      ordered as (
        select *, lag(due) over w as due_before, lag(timer) over w as timer_before from fired window w as (partition by instance_id order by number)),
      counted as (
        select t.status, f.times from timer t left join (select instance_id, timer, count(*) as times from fired group by 1, 2) f
          on f.instance_id = t.instance_id and f.timer = t.id)
      select (select count(*)::integer from timer) as armed,
        (select count(*)::integer from fired) as fired,
        (select count(*)::integer from counted where coalesce(times, 0) <> 1 or status <> 'fired') as "notOnce",
        (select count(*)::integer from fired where extract(epoch from at) * 1000 < due) as early,
        (select count(*)::integer from ordered where due < due_before or (due = due_before and timer < timer_before)) as "outOfOrder",
        (select count(*)::integer from instance) as cases,
        (select count(*)::integer from instance where status = 'completed') as completed`,
    values: [],
  });
  return rows[0] as TimerFindings;
}
