import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Queryable } from '../queryable.ts';

/** A version that is in force and of which the cases that refer to its calendar do not know yet (pass 1), or may not (pass 2). */
export interface UntoldCalendar {
  name: string;
  version: number;
  pass: 1 | 2;
  definition: CalendarDefinition;
  /** The version they were told of before; null = there was none. */
  before: CalendarDefinition | null;
}

/** The newest of each name. `settleBefore`: those told before then are told once more. */
export async function untoldCalendars(queryable: Queryable, now: Date, settleBefore: Date): Promise<UntoldCalendar[]> {
  const { rows } = await queryable.query<UntoldCalendar>({
    name: 'untold_calendars',
    text: `select * from (select distinct on (c.name) c.name, c.version, case when c.told_at is null then 1 else 2 end as pass, c.definition,
        (select b.definition from calendar b where b.name = c.name and b.settled_at is not null and b.version < c.version order by b.version desc limit 1) as before,
        c.told_at
      from calendar c where c.settled_at is null and c.valid_from <= $1 order by c.name, c.version desc) newest
      where told_at is null or told_at < $2`,
    values: [now, settleBefore],
  });
  return rows;
}

/** Marks a version and those before it. */
export async function markCalendarTold(queryable: Queryable, { name, version, pass }: UntoldCalendar, at: Date): Promise<void> {
  await queryable.query({
    text: `update calendar set told_at = coalesce(told_at, $3), settled_at = case when $4 = 2 or version < $2 then coalesce(settled_at, $3) else settled_at end
      where name = $1 and version <= $2`,
    values: [name, version, at, pass],
  });
}

/** Which open cases: those with a timer or deadline of this calendar that is due after `after`, and computed with a version below `below`. */
export type WhoReplans =
  | { by: 'calendar'; name: string; after: Date | null; below: number | null }
  /** Tasks that may go by another calendar now. */
  | { by: 'team' | 'region' | 'customer'; value: string };

const whose: { [by in WhoReplans['by']]: string } = {
  calendar: `select instance_id from timer where status = 'armed' and calendar = $3 and ($4::timestamptz is null or due_at > $4)
      and ($5::integer is null or calendar_version is null or calendar_version < $5)
    union select instance_id from user_task where status = 'open' and due_at is not null and calendar = $3
      and ($4::timestamptz is null or due_at > $4) and ($5::integer is null or calendar_version is null or calendar_version < $5)`,
  team: `select instance_id from user_task where status = 'open' and due_at is not null and groups @> array[$3::text]`,
  region: `select instance_id from user_task where status = 'open' and due_at is not null
    and record_id in (select id from record where fields ? 'region' and fields ->> 'region' = $3)`,
  customer: `select instance_id from user_task where status = 'open' and due_at is not null
    and record_id in (select id from record where organisation_id = case when $3 ~ '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$' then $3::uuid end)`,
};

function valuesOf(who: WhoReplans): (string | number | Date | null)[] {
  return who.by === 'calendar' ? [who.name, who.after, who.below] : [who.value];
}

/** A page of them by id. */
export async function whoReplans(queryable: Queryable, who: WhoReplans, afterId: string, limit: number): Promise<string[]> {
  const { rows } = await queryable.query<{ id: string }>({
    text: `select distinct w.instance_id as id from (${whose[who.by]}) w join instance i on i.id = w.instance_id and i.status = 'open'
      where w.instance_id > $1 order by 1 limit $2`,
    values: [afterId, limit, ...valuesOf(who)],
  });
  return rows.map((row) => row.id);
}

export async function countReplans(queryable: Queryable, who: WhoReplans): Promise<number> {
  const { rows } = await queryable.query<{ count: number }>({
    text: `select count(*)::integer as count from (select distinct w.instance_id from (${whose[who.by]}) w
      join instance i on i.id = w.instance_id and i.status = 'open' where $1 = '' and $2 = 0) c`,
    values: ['', 0, ...valuesOf(who)],
  });
  return rows[0]?.count ?? 0;
}

/**
 * Writes an errand for each of these open cases: to compute anew what is armed. `id` names the change, and with the case the
 * command; a case that has the errand already gets no second one.
 */
export async function writeReplanErrands(
  queryable: Queryable,
  instances: string[],
  id: string,
  at: Date,
): Promise<{ instanceId: string; number: number }[]> {
  const { rows } = await queryable.query<{ instanceId: string; number: number }>({
    text: `with told as materialized (
        select id from instance i where status = 'open' and id = any($1::text[])
          and not exists (select 1 from effect e where e.instance_id = i.id and e.kind = 'replan' and e.body ->> 'id' = $2)
        order by id for no key update),
      numbered as (update instance i set effect_number = i.effect_number + 1 from told t where i.id = t.id returning i.id, i.effect_number)
      insert into effect (instance_id, number, kind, body, created_at)
      select id, effect_number, 'replan', jsonb_build_object('id', $2::text), $3 from numbered order by id
      returning instance_id as "instanceId", number`,
    values: [instances, id, at],
  });
  return rows;
}

/** A change that is no version of a calendar: another default, another rule. */
export interface CalendarChange {
  id: string;
  who: WhoReplans;
  /** Its cases were told once, and are to be told once more. */
  told: boolean;
}

/** In the transaction of the change itself: nothing of it is lost, whoever dies after it. */
export async function rememberChange(queryable: Queryable, id: string, who: WhoReplans, at: Date): Promise<void> {
  await queryable.query({
    text: 'insert into calendar_retell (id, who, changed_at) values ($1, $2, $3)',
    values: [id, JSON.stringify(who), at],
  });
}

/** Those that nobody was told of, and those told before `settleBefore`. */
export async function changesToTell(queryable: Queryable, settleBefore: Date): Promise<CalendarChange[]> {
  const { rows } = await queryable.query<CalendarChange>({
    name: 'changes_to_tell',
    text: `select id, who, told_at is not null as told from calendar_retell where told_at is null or told_at < $1 order by changed_at, id limit 50`,
    values: [settleBefore],
  });
  return rows;
}

export async function markChangeTold(queryable: Queryable, id: string, at: Date): Promise<void> {
  await queryable.query({ text: 'update calendar_retell set told_at = coalesce(told_at, $2) where id = $1', values: [id, at] });
}

export async function forgetChange(queryable: Queryable, id: string): Promise<void> {
  await queryable.query({ text: 'delete from calendar_retell where id = $1', values: [id] });
}
