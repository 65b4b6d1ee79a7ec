import { sql } from 'kysely';
import type { Db } from '../database.ts';
import type { IncidentRow } from './operations-incidents.ts';

/** One process tells at a time; false = another does just now. Holds until the transaction ends. */
export async function takeTurnTelling(db: Db): Promise<boolean> {
  const { rows } = await sql<{ mine: boolean }>`select pg_try_advisory_xact_lock(hashtext('incident_news')) as mine`.execute(db);
  return rows[0]?.mine ?? false;
}

export interface Told {
  instanceId: string;
  incident: number;
  userId: string;
  packageKey: string;
  foldKey: string;
  place: string;
  at: Date;
}

/**
 * Takes these up: they count as told, also where nobody may be. Returns those taken; one that is resolved by now is none, and one that a
 * running command has in hand is left for the next time, since waiting for it here would hold up the live feeds.
 */
export async function markTold(db: Db, incidents: Key[], at: Date): Promise<Key[]> {
  const { rows } = await sql<Key>`
    update incident n set told_at = ${at} from (
      select n.instance_id, n.id from incident n join ${keys(incidents)} on n.instance_id = meant.instance_id and n.id = meant.id
      where n.status = 'open' and n.told_at is null order by n.instance_id, n.id for update of n skip locked) taken
    where n.instance_id = taken.instance_id and n.id = taken.id returning n.instance_id as "instanceId", n.id
  `.execute(db);
  return rows;
}

interface Key {
  instanceId: string;
  id: number;
}

const keys = (incidents: Key[]) =>
  sql`unnest(${incidents.map((each) => each.instanceId)}::text[], ${incidents.map((each) => each.id)}::integer[]) as meant (instance_id, id)`;

/**
 * Writes down who was told, anew where an incident came back. A failure at a place he had a mail about since `mailedSince` needs no other
 * mail; what is put down as mailed counts from that mail.
 */
export async function writeTold(db: Db, told: Told[], mailedSince: Date): Promise<void> {
  if (told.length === 0) return;
  const column = <Name extends keyof Told>(name: Name) => told.map((each) => each[name]);
  await sql`
    insert into incident_news (instance_id, incident, user_id, package_key, fold_key, place, told_at, mailed_at)
    select t.*, (select max(w.mailed_at) from incident_news w where w.place = t.place and w.user_id = t.user_id and w.mailed_at > ${mailedSince})
    from unnest(${column('instanceId')}::text[], ${column('incident')}::integer[], ${column('userId')}::text[], ${column('packageKey')}::text[],
      ${column('foldKey')}::text[], ${column('place')}::text[], ${column('at')}::timestamptz[])
      as t (instance_id, incident, user_id, package_key, fold_key, place, told_at)
    on conflict (instance_id, incident, user_id) do update
      set settled = false, fold_key = excluded.fold_key, told_at = excluded.told_at, mailed_at = excluded.mailed_at
  `.execute(db);
}

/** How many each was told of, by process, since: one by one or folded. */
export async function countToldSince(
  db: Db,
  users: string[],
  since: Date,
): Promise<{ userId: string; packageKey: string; told: number }[]> {
  const { rows } = await sql<{ userId: string; packageKey: string; told: number }>`
    select user_id as "userId", package_key as "packageKey", count(*)::int as told from incident_news
    where user_id = any(${users}::text[]) and told_at > ${since} group by user_id, package_key
  `.execute(db);
  return rows;
}

/** Somebody's notification about one place, or about all that folded. */
export interface Fold {
  userId: string;
  foldKey: string;
}

/** What is resolved needs nobody any more; it counts as untold again, so that it is told anew when its resolution is taken back. */
export async function settleResolved(db: Db, limit: number): Promise<Fold[]> {
  const { rows } = await sql<Fold>`
    with over as (
      select instance_id, id from incident where status = 'resolved' and told_at is not null
      order by instance_id, id limit ${limit} for update skip locked
    ), untold as (
      update incident n set told_at = null from over o where n.instance_id = o.instance_id and n.id = o.id
    ), settled as (
      update incident_news w set settled = true from over o
      where w.instance_id = o.instance_id and w.incident = o.id and not w.settled returning w.user_id, w.fold_key
    ) select distinct user_id as "userId", fold_key as "foldKey" from settled
  `.execute(db);
  return rows;
}

/** Unread notifications count what of theirs is open; without any they count as read. Returns how many changed. */
export async function recount(db: Db, folds: Fold[], at: Date): Promise<number> {
  if (folds.length === 0) return 0;
  const { rows } = await sql`
    with counted as (
      select meant.user_id, meant.fold_key, (select count(*)::int from incident_news w
        where w.user_id = meant.user_id and w.fold_key = meant.fold_key and not w.settled) as open
      from (select distinct * from unnest(${folds.map((each) => each.userId)}::text[], ${folds.map((each) => each.foldKey)}::text[])) as meant (user_id, fold_key)
    )
    update notification u set count = greatest(c.open, 1), read_at = case when c.open = 0 then ${at}::timestamptz end from counted c
    where u.user_id = c.user_id and u.fold_key = c.fold_key and u.read_at is null and u.count is distinct from c.open returning u.id
  `.execute(db);
  return rows.length;
}

/** Throws away who was told of what is over, of before. */
export async function dropSettled(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from incident_news where ctid in (select ctid from incident_news where settled and told_at < ${before} limit ${limit})
  `.execute(db);
}

export interface MailDue {
  userId: string;
  packageKey: string;
  /** Open ones no mail named yet. */
  incidents: { instanceId: string; id: number }[];
}

/** Who is due a mail, and about what: all that is open and was in none, when his last mail about the process is older than `before`. */
export async function listMailsDue(db: Db, before: Date): Promise<MailDue[]> {
  const { rows } = await sql<MailDue>`
    select w.user_id as "userId", w.package_key as "packageKey",
      json_agg(json_build_object('instanceId', w.instance_id, 'id', w.incident) order by w.told_at, w.instance_id, w.incident) as incidents
    from incident_news w join incident n on n.instance_id = w.instance_id and n.id = w.incident and n.status = 'open'
    where w.mailed_at is null and not w.settled and not exists (select 1 from incident_news m
      where m.user_id = w.user_id and m.package_key = w.package_key and m.mailed_at > ${before})
    group by w.user_id, w.package_key order by w.user_id, w.package_key
  `.execute(db);
  return rows;
}

export async function markMailed(db: Db, dues: MailDue[], at: Date): Promise<void> {
  const all = dues.flatMap(({ userId, incidents }) => incidents.map((each) => ({ ...each, userId })));
  await sql`
    update incident_news w set mailed_at = ${at} from unnest(${all.map((each) => each.instanceId)}::text[],
      ${all.map((each) => each.id)}::integer[], ${all.map((each) => each.userId)}::text[]) as meant (instance_id, id, user_id)
    where w.instance_id = meant.instance_id and w.incident = meant.id and w.user_id = meant.user_id
  `.execute(db);
}

/** Case, element and cause: where the same thing may go wrong again. */
export function placeOf({ instanceId, element, code }: Pick<IncidentRow, 'instanceId' | 'element' | 'code'>): string {
  return `incident:${instanceId}:${element ?? ''}:${code}`;
}
