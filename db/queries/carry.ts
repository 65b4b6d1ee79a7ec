import type { Queryable } from '../queryable.ts';

/** Effects that are commands to this product's own cases, as a list of SQL. */
const errandKinds = `'publishMessage', 'deliverMessage', 'broadcastSignal', 'changeRecord', 'replan'`;

/** What an instance's workflow has to do; instants are distances from the product's clock, in milliseconds. */
export interface NextRow {
  found: boolean;
  /** False: a command was committed in between; ask again. */
  seen: boolean;
  effect_number: number;
  status: string;
  stage: string | null;
  delay_ms: number | null;
  steps: string | null;
  /** Jobs that may be run now. */
  jobs: NextJobRow[];
  /** Jobs without an end, also those that run or wait; notifications outlive their case. */
  open_jobs: number;
  errands: number[];
  epoch: string;
  deployment: string | null;
}

export interface NextJobRow {
  key: string;
  type: string;
  element: string;
  queue: string | null;
  first_delay_ms: number;
  backoff: number;
  timeout_ms: number;
  /** What is left of its whole time. */
  left_ms: number;
}

/**
 * One snapshot of what is open, and the mark that it was seen, in one statement. The mark is written only on the version that was read:
 * if a commit came in between, its effects are not in this snapshot. Of a suspended case no job is run and no message delivered. A begun job is listed when its worker's time is over.
 */
const nextText = `
  with n as (select epoch, deployment, clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation),
  i as (select id, version, effect_number, status, stage, due_at, suspended_at, resumed_at from instance where id = $1),
  open as (
    select j.*, coalesce((select max(e.created_at) from effect e where e.instance_id = i.id and e.job_key = j.key and e.kind = 'runJob' and e.done_at is null),
        j.created_at) as asked_at, case when j.status = 'begun' and j.epoch = n.epoch then j.begun_at + j.timeout_ms * interval '1 millisecond' else j.not_before end as from_at
    from job j, i, n where j.instance_id = i.id and j.status in ('waiting', 'begun')),
  due as (select least(i.due_at, (select min(open.from_at) from open, n where open.from_at > n.now and i.suspended_at is null)) as at from i),
  mark as (
    update instance t set seen_number = i.effect_number, told_number = greatest(t.told_number, i.effect_number), armed_due = due.at, deployment = $2
    from i, due, n where t.id = i.id and t.version = i.version and t.effect_number = i.effect_number returning 1)
  select i.id is not null as found, exists (select 1 from mark) as seen, i.effect_number, i.status, i.stage,
    extract(epoch from due.at - n.now)::float8 * 1000 as delay_ms,
    (select string_agg(distinct t.name, ', ') from user_task t where t.instance_id = i.id and t.status = 'open') as steps,
    (select coalesce(json_agg(json_build_object('key', o.key, 'type', o.type, 'element', o.element, 'queue', o.queue,
        'first_delay_ms', o.first_delay_ms, 'backoff', o.backoff, 'timeout_ms', o.timeout_ms,
        'left_ms', greatest(1000, o.total_timeout_ms - extract(epoch from n.now - greatest(o.asked_at, o.not_before, i.resumed_at))::float8 * 1000)) order by o.created_at, o.key), '[]')
      from open o where i.suspended_at is null and (o.from_at is null or o.from_at <= n.now)) as jobs,
    (select count(*)::integer from open) as open_jobs,
    (select coalesce(json_agg(e.number order by e.number), '[]') from effect e
      where e.instance_id = i.id and e.done_at is null and (e.kind in (${errandKinds}) and (e.kind != 'deliverMessage' or i.suspended_at is null))) as errands,
    n.epoch, n.deployment
  from n left join i on true left join due on true`;

export async function readNext(queryable: Queryable, instanceId: string, deployment: string): Promise<NextRow> {
  const { rows } = await queryable.query<NextRow>({ name: 'next', text: nextText, values: [instanceId, deployment] });
  return rows[0] as NextRow;
}

/** Whether something may fire now: spares the kernel a command that could only answer "not yet". */
export async function isDue(queryable: Queryable, instanceId: string): Promise<boolean> {
  const { rows } = await queryable.query<{ due: boolean }>({
    name: 'is_due',
    text: `select i.due_at <= clock_timestamp() + n.clock_offset_ms * interval '1 millisecond' as due from instance i, installation n
      where i.id = $1 and i.status = 'open'`,
    values: [instanceId],
  });
  return rows[0]?.due === true;
}

/** Signalled, as far as the workflow has not asked since (its asking writes the mark itself). */
export async function markTold(queryable: Queryable, told: { instanceId: string; number: number }[]): Promise<void> {
  await queryable.query({
    name: 'mark_told',
    text: `update instance i set told_number = t.number, last_told_at = clock_timestamp() + n.clock_offset_ms * interval '1 millisecond'
      from unnest($1::text[], $2::integer[]) as t(id, number), installation n
      where i.id = t.id and i.seen_number < t.number and i.told_number < t.number`,
    values: [told.map((each) => each.instanceId), told.map((each) => each.number)],
  });
}

/** Untold and unseen instances claimed a pass even when nothing moves on. */
const fewest = 2;

export interface ToTell {
  instance_id: string;
  number: number;
}

/**
 * Claims what has to be told again, each once however many sweepers there are: untold, told but unseen, and overdue.
 * Ages in milliseconds of the product's clock. `room`: how many untold ones at most, less those under way, and how many unseen ones: they
 * wait in Temporal, and telling them again would only make it slower for everybody; a few always.
 */
export async function claimUntold(
  queryable: Queryable,
  age: { untoldMs: number; unseenMs: number; overdueMs: number; limit: number; room: number },
): Promise<ToTell[]> {
  const due = (which: string, limit = '$4') => `select id from instance, n where ${which} limit ${limit}`;
  const underWay = '(select count(*) from (select 1 from instance where seen_number < told_number limit $5) u)';
  const rested = `(last_told_at is null or last_told_at < n.now - $2 * interval '1 millisecond')`;
  const { rows } = await queryable.query<ToTell>({
    name: 'claim_untold',
    text: `with n as (select clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation),
      found as (
        (${due(`told_number < effect_number and updated_at < n.now - $1 * interval '1 millisecond' and ${rested}`, `greatest(${fewest}, $5 - ${underWay})`)})
        union (${due(`seen_number < told_number and ${rested}`, `greatest(${fewest}, least($4, $5))`)})
        union (select id from instance, n where status = 'open' and due_at < n.now - $3 * interval '1 millisecond' and ${rested} order by due_at limit $4)),
      locked as (select i.id from instance i join found using (id) for no key update of i skip locked)
      update instance i set last_told_at = n.now from locked, n where i.id = locked.id returning i.id as instance_id, i.effect_number as number`,
    values: [age.untoldMs, age.unseenMs, age.overdueMs, age.limit, age.room],
  });
  return rows;
}

/** Instances whose waiting or begun job nobody seems to carry. */
export async function claimStaleJobs(queryable: Queryable, age: { staleMs: number; limit: number }): Promise<ToTell[]> {
  const { rows } = await queryable.query<ToTell>({
    name: 'claim_stale_jobs',
    text: `with n as (select clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation),
      found as (
        select distinct j.instance_id from job j, n where j.status in ('waiting', 'begun')
          and greatest(j.created_at, j.not_before, j.begun_at + j.timeout_ms * interval '1 millisecond') < n.now - $1 * interval '1 millisecond' limit $2),
      locked as (
        select i.id from instance i join found on i.id = found.instance_id, n
        where i.suspended_at is null and (i.last_told_at is null or i.last_told_at < n.now - $1 * interval '1 millisecond') for no key update of i skip locked)
      update instance i set last_told_at = n.now from locked, n where i.id = locked.id returning i.id as instance_id, i.effect_number as number`,
    values: [age.staleMs, age.limit],
  });
  return rows;
}

/** Open instances whose workflow runs the code of another deployment than the newest. */
export async function claimOutdated(queryable: Queryable, limit: number): Promise<ToTell[]> {
  const { rows } = await queryable.query<ToTell>({
    name: 'claim_outdated',
    text: `with n as (select deployment, clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation),
      locked as (
        select i.id from instance i, n where i.status = 'open' and i.deployment <> n.deployment
          and (i.last_told_at is null or i.last_told_at < n.now - interval '30 seconds') limit $1 for no key update of i skip locked)
      update instance i set last_told_at = n.now from locked, n where i.id = locked.id returning i.id as instance_id, i.effect_number as number`,
    values: [limit],
  });
  return rows;
}

/** A page of instances that have something to be carried, by id: open ones, and ended ones whose last notifications or errands are still to be done. */
export async function openInstances(queryable: Queryable, after: string, limit: number): Promise<ToTell[]> {
  const { rows } = await queryable.query<ToTell>({
    name: 'open_instances',
    text: `select id as instance_id, effect_number as number from (
        (select id, effect_number from instance where status = 'open' and id > $1 order by id limit $2)
        union
        (select distinct i.id, i.effect_number from job j join instance i on i.id = j.instance_id
          where j.status in ('waiting', 'begun') and i.status <> 'open' and i.id > $1 order by i.id limit $2)
        union
        (select distinct i.id, i.effect_number from effect e join instance i on i.id = e.instance_id
          where e.done_at is null and e.kind in (${errandKinds})
          and i.status <> 'open' and i.id > $1 order by i.id limit $2)) carried
      order by id limit $2`,
    values: [after, limit],
  });
  return rows;
}

/** Which of these are not open (ended, or unknown after a restore). */
export async function notOpen(queryable: Queryable, ids: string[]): Promise<string[]> {
  const { rows } = await queryable.query<{ id: string }>({
    name: 'not_open',
    text: `select t.id from unnest($1::text[]) as t(id) left join instance i on i.id = t.id and i.status = 'open' where i.id is null`,
    values: [ids],
  });
  return rows.map((row) => row.id);
}

/** What is still to be carried, at the product's now. All zero = quiet ("drained"). */
export interface Unquiet {
  unseen: number;
  jobs: number;
  errands: number;
  due: number;
  starts: number;
}

export async function countUnquiet(queryable: Queryable): Promise<Unquiet> {
  const { rows } = await queryable.query<Unquiet>({
    text: `with n as (select clock_timestamp() + clock_offset_ms * interval '1 millisecond' as now from installation)
      select (select count(*) from instance where seen_number < effect_number) as unseen,
        (select count(*) from job j join instance i on i.id = j.instance_id, n where j.status in ('waiting', 'begun')
          and (j.not_before is null or j.not_before <= n.now) and i.suspended_at is null) as jobs,
        (select count(*) from effect e join instance i on i.id = e.instance_id where e.done_at is null
          and e.kind in (${errandKinds}) and (e.kind != 'deliverMessage' or i.suspended_at is null))
          + (select count(*) from signal_delivery, n where status = 'waiting' and due_at <= n.now) as errands,
        (select count(*) from instance, n where status = 'open' and due_at <= n.now) as due,
        (select count(*) from start_timer, n where status = 'armed' and wake_at <= n.now) as starts`,
    values: [],
  });
  return rows[0] as Unquiet;
}
