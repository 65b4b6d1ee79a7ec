import type { Queryable } from '../../db/queryable.ts';

export interface TimerFindings {
  armed: number;
  fired: number;
  /** Timers whose facts do not say exactly one firing, or whose row does not say that it fired. */
  notOnce: number;
  /** Firings before their time. */
  early: number;
  /** Firings of a case that came after one that was due later (or as late and armed later). */
  outOfOrder: number;
  cases: number;
  completed: number;
}

interface Firing {
  instance: string;
  at: Date;
  timer: number;
  due: number;
}

/** What the facts say of each timer, and the rows beside them. */
export async function checkTimers(pool: Queryable): Promise<TimerFindings> {
  const { rows: firings } = await pool.query<Firing>({
    text: `select instance_id as instance, at, (body ->> 'timer')::integer as timer, (body ->> 'dueAt')::float8 as due
      from fact where type = 'timerFired' order by instance_id, number`,
    values: [],
  });
  const { rows: timers } = await pool.query<{ key: string; status: string }>({
    text: `select instance_id || '/' || id as key, status from timer`,
    values: [],
  });
  const { rows: cases } = await pool.query<{ all: number; completed: number }>({
    text: `select count(*)::integer as all, (count(*) filter (where status = 'completed'))::integer as completed from instance`,
    values: [],
  });
  const times = new Map<string, number>();
  let early = 0;
  let outOfOrder = 0;
  for (const [index, { instance, at, timer, due }] of firings.entries()) {
    const key = `${instance}/${timer}`;
    times.set(key, (times.get(key) ?? 0) + 1);
    if (at.getTime() < due) early += 1;
    const before = firings[index - 1];
    if (before?.instance === instance && (due < before.due || (due === before.due && timer < before.timer))) outOfOrder += 1;
  }
  const notOnce = timers.filter(({ key, status }) => times.get(key) !== 1 || status !== 'fired').length;
  return {
    armed: timers.length,
    fired: firings.length,
    notOnce,
    early,
    outOfOrder,
    cases: cases[0]?.all ?? 0,
    completed: cases[0]?.completed ?? 0,
  };
}
