import type { StartPlan } from '../../engine/kernel/start-firings.ts';
import type { Queryable } from '../queryable.ts';

export interface NewStartTimer {
  process: string;
  element: string;
  rule: string;
  /** Null: no firing is to come. */
  plan: StartPlan | null;
}

interface Publication {
  key: string;
  version: number;
  publishedAt: Date;
  timers: NewStartTimer[];
}

/**
 * In the transaction that publishes. Those that are there stay as they are. A date that is past already is not done again by a version that keeps
 * it: one that was begun, or is about to be, by the version before stays the only one.
 */
export async function armStartTimers(trx: Queryable, { key, version, publishedAt, timers }: Publication): Promise<void> {
  for (const { process, element, rule, plan } of timers) {
    const dueAt = plan ? new Date(plan.dueAt) : null;
    await trx.query({
      text: `insert into start_timer (package_key, package_version, process, element, rule, plan, firing, due_at, wake_at, calendar, calendar_version, armed_at, status)
        select $1, $2, $3, $4, $5, $6::jsonb, $7::integer, $8::timestamptz, $8, $9, $10::integer, $11::timestamptz,
          case when $8::timestamptz is null or ($8 <= $11 and not ($6::jsonb ? 'firing') and $5 !~ '^[+-]?P' and exists (
            select 1 from start_timer o where o.package_key = $1 and o.process = $3 and o.element = $4 and o.rule = $5
              and (o.status = 'done' or o.status = 'armed' and o.closed_at is not null))) then 'done' else 'armed' end
        on conflict do nothing`,
      values: [
        ...[key, version, process, element, rule, plan && JSON.stringify(plan), plan?.firing ?? 0, dueAt],
        ...[plan?.calendar ?? null, plan?.calendarVersion ?? null, publishedAt],
      ],
    });
  }
}

/** In the transaction that publishes `version`: those before it have no more firings than those that were due by then. */
export async function closeStartTimers(trx: Queryable, { key, version, publishedAt }: Publication): Promise<void> {
  await trx.query({
    text: `update start_timer set closed_at = $3, status = case when due_at > $3 then 'closed' else 'armed' end
      where package_key = $1 and package_version < $2 and status = 'armed' and closed_at is null`,
    values: [key, version, publishedAt],
  });
}

export interface StartTimerRow {
  key: string;
  version: number;
  hash: string;
  process: string;
  element: string;
  plan: StartPlan;
  firing: number;
  closedAt: Date | null;
  madeUp: number;
  attempts: number;
}

const row = `t.package_key as key, t.package_version as version, p.hash, t.process, t.element, t.plan, t.firing,
  t.closed_at as "closedAt", t.made_up as "madeUp", t.attempts
  from start_timer t join process_package p on p.key = t.package_key and p.version = t.package_version`;
const one = 'package_key = $1 and package_version = $2 and process = $3 and element = $4 and firing = $5';

function keyOf({ key, version, process, element, firing }: StartTimerRow): (string | number)[] {
  return [key, version, process, element, firing];
}

/** What is to begin a case now, the longest due first. */
export async function dueStartTimers(queryable: Queryable, now: Date, limit: number): Promise<StartTimerRow[]> {
  const { rows } = await queryable.query<StartTimerRow>({
    name: 'due_start_timers',
    text: `select ${row} where t.status = 'armed' and t.wake_at <= $1 order by t.wake_at limit $2`,
    values: [now, limit],
  });
  return rows;
}

/** Those that were planned by another version of their calendar than the one in force. */
export async function outdatedStartTimers(queryable: Queryable, now: Date, limit: number): Promise<StartTimerRow[]> {
  const { rows } = await queryable.query<StartTimerRow>({
    name: 'outdated_start_timers',
    text: `select ${row} join lateral (select version from calendar where name = t.calendar and valid_from <= $1 order by version desc limit 1) c on true
      where t.status = 'armed' and t.calendar is not null and t.due_at > $1 and c.version is distinct from t.calendar_version limit $2`,
    values: [now, limit],
  });
  return rows;
}

/** The same firing at another time. */
export async function moveStartTimer(queryable: Queryable, timer: StartTimerRow, plan: StartPlan): Promise<void> {
  await queryable.query({
    text: `update start_timer set plan = $6, due_at = $7, wake_at = $7, calendar_version = $8,
        status = case when closed_at is not null and $7::timestamptz > closed_at then 'closed' else status end
      where ${one} and status = 'armed'`,
    values: [...keyOf(timer), JSON.stringify(plan), new Date(plan.dueAt), plan.calendarVersion ?? null],
  });
}

export interface StartFired {
  at: Date;
  instanceId: string;
  /** The firing to come; null = that was the last. */
  next: StartPlan | null;
  madeUp: number;
  skipped: { from: Date; until: Date } | null;
}

/** It began its case. Whoever comes second changes nothing. */
export async function startTimerFired(queryable: Queryable, timer: StartTimerRow, fired: StartFired): Promise<void> {
  const { at, instanceId, next, madeUp, skipped } = fired;
  await queryable.query({
    name: 'start_timer_fired',
    text: `update start_timer set last_at = $6, last_instance = $7, plan = coalesce($8::jsonb, plan), firing = coalesce($9::integer, firing), due_at = $10::timestamptz,
        wake_at = $10, calendar = coalesce($11, calendar), calendar_version = coalesce($12::integer, calendar_version), made_up = $13,
        skipped_from = coalesce($14::timestamptz, skipped_from), skipped_until = coalesce($15::timestamptz, skipped_until), attempts = 0, problem = null,
        status = case when $10 is null then 'done' when $10 > closed_at then 'closed' else 'armed' end
      where ${one} and status = 'armed'`,
    values: [
      ...keyOf(timer),
      ...[at, instanceId, next && JSON.stringify(next), next?.firing ?? null, next && new Date(next.dueAt)],
      ...[next?.calendar ?? null, next?.calendarVersion ?? null, madeUp, skipped?.from ?? null, skipped?.until ?? null],
    ],
  });
}

/** It could not begin its case: it is tried again then. */
export async function startTimerFailed(queryable: Queryable, timer: StartTimerRow, again: Date, problem: string): Promise<void> {
  await queryable.query({
    text: `update start_timer set attempts = attempts + 1, wake_at = $6, problem = left($7, 2000) where ${one} and status = 'armed'`,
    values: [...keyOf(timer), again, problem],
  });
}

export interface StartTimerView {
  key: string;
  version: number;
  process: string;
  element: string;
  status: 'armed' | 'done' | 'closed';
  rule: string;
  nextAt: Date | null;
  lastAt: Date | null;
  skippedFrom: Date | null;
  skippedUntil: Date | null;
  problem: string | null;
}

/** Of the newest version of each package, or of one version; the soonest first. */
export async function readStartTimers(queryable: Queryable, key?: string, version?: number): Promise<StartTimerView[]> {
  const { rows } = await queryable.query<StartTimerView>({
    text: `select package_key as key, package_version as version, process, element, status, rule, case when status = 'armed' then due_at end as "nextAt",
        last_at as "lastAt", skipped_from as "skippedFrom", skipped_until as "skippedUntil", problem from start_timer t
      where ($1::text is null or package_key = $1)
        and package_version = coalesce($2::integer, (select max(version) from process_package p where p.key = t.package_key))
      order by package_key, "nextAt" nulls last, element`,
    values: [key ?? null, version ?? null],
  });
  return rows;
}
