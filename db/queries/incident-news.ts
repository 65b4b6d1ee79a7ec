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
 * Writes down who was told. A failure at a place he had a mail about since `mailedSince` needs no other mail; what is put down as mailed
 * counts from that mail.
 */
export async function writeTold(db: Db, told: Told[], mailedSince: Date): Promise<void> {
  for (const each of told)
    await sql`
      insert into incident_news (instance_id, incident, user_id, package_key, fold_key, place, told_at, mailed_at)
      values (${each.instanceId}, ${each.incident}, ${each.userId}, ${each.packageKey}, ${each.foldKey}, ${each.place}, ${each.at},
        (select max(w.mailed_at) from incident_news w where w.place = ${each.place} and w.user_id = ${each.userId} and w.mailed_at > ${mailedSince}))
      on conflict do nothing
    `.execute(db);
}

/** How many he was told of one by one, of this process, since. */
export async function countToldSince(db: Db, userId: string, packageKey: string, since: Date): Promise<number> {
  const { rows } = await sql<{ told: number }>`
    select count(*)::int as told from incident_news where user_id = ${userId} and package_key = ${packageKey} and told_at > ${since}
  `.execute(db);
  return rows[0]?.told ?? 0;
}

/** What is resolved needs nobody any more: its notification counts as read, a folded one once all in it are. Returns how many were settled. */
export async function settleResolved(db: Db, at: Date): Promise<number> {
  const { rows } = await sql<{ settled: number }>`
    with over as (
      update incident_news w set settled = true from incident n
      where not w.settled and n.instance_id = w.instance_id and n.id = w.incident and n.status = 'resolved'
      returning w.user_id, w.fold_key, w.instance_id, w.incident
    ), seen as (
      update notification u set read_at = ${at} from (select distinct user_id, fold_key from over) o
      where u.user_id = o.user_id and u.fold_key = o.fold_key and u.read_at is null and not exists (
        select 1 from incident_news w where w.user_id = o.user_id and w.fold_key = o.fold_key and not w.settled
          and not exists (select 1 from over x where x.instance_id = w.instance_id and x.incident = w.incident and x.user_id = w.user_id))
      returning u.id
    ) select (select count(*) from over)::int as settled, (select count(*) from seen)::int as seen
  `.execute(db);
  return rows[0]?.settled ?? 0;
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

export async function markMailed(db: Db, { userId, incidents }: MailDue, at: Date): Promise<void> {
  await sql`
    update incident_news w set mailed_at = ${at} from unnest(${incidents.map((each) => each.instanceId)}::text[],
      ${incidents.map((each) => each.id)}::integer[]) as meant (instance_id, id)
    where w.instance_id = meant.instance_id and w.incident = meant.id and w.user_id = ${userId}
  `.execute(db);
}

/** Case, element and cause: where the same thing may go wrong again. */
export function placeOf({ instanceId, element, code }: Pick<IncidentRow, 'instanceId' | 'element' | 'code'>): string {
  return `incident:${instanceId}:${element ?? ''}:${code}`;
}
