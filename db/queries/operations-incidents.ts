import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { aloneWithin } from './case-within.ts';
import { elementPackage } from './element-package.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface IncidentRow {
  instanceId: string;
  id: number;
  code: string;
  message: string;
  element: string | null;
  at: Date;
  retryable: boolean;
  packageHash: string;
  /** Of the process the element stands in, which may be one that the case calls. */
  elementPackageHash: string;
  packageKey: string;
  process: string;
  recordId: string | null;
  recordTitle: string | null;
}

const tables = sql`incident n join instance i on i.id = n.instance_id
  left join lateral (select r.id, r.title, r.owner, r.team, r.stage, r.type from instance_record o join record r on r.id = o.record_id
    where o.instance_id = n.instance_id order by (o.relation = 'owns') desc, o.alias limit 1) r on true`;
/** As `caseWithin`, but by the one record that is shown with it. */
const within = (reach: Reach) =>
  reach.all
    ? sql`true`
    : sql`case when r.id is not null then ${recordWithin(reach, 'r')}
        else ${aloneWithin(reach)} end`;
const columns = sql`n.instance_id as "instanceId", n.id, n.code, n.message, n.element, n.raised_at as at,
  n.trigger ->> 'kind' is distinct from 'none' as retryable,
  i.package_hash as "packageHash",
  ${elementPackage('n')} as "elementPackageHash", i.package_key as "packageKey", i.process, r.id as "recordId", r.title as "recordTitle"`;

/** Keyset: raised at (text), instance, number. */
export type IncidentCursor = [at: string, instanceId: string, id: number];

export async function listIncidents(
  db: Db,
  reach: Reach,
  page: { process?: string; after?: IncidentCursor; limit: number },
): Promise<(IncidentRow & { sortKey: string })[]> {
  const after = page.after
    ? sql`and (n.raised_at, n.instance_id, n.id) < (${page.after[0]}::timestamptz, ${page.after[1]}, ${page.after[2]})`
    : sql``;
  const { rows } = await sql<IncidentRow & { sortKey: string }>`
    select ${columns}, n.raised_at::text as "sortKey" from ${tables}
    where n.status = 'open' and ${within(reach)} ${ofProcess(page.process)} ${after}
    order by n.raised_at desc, n.instance_id desc, n.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

const ofProcess = (key: string | undefined) => (key === undefined ? sql`` : sql`and i.package_key = ${key}`);

export async function countIncidents(db: Db, reach: Reach, process?: string): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${tables} where n.status = 'open' and ${within(reach)} ${ofProcess(process)}
  `.execute(db);
  return rows[0]?.total ?? 0;
}

export async function findIncident(db: Db, reach: Reach, instanceId: string, id: number): Promise<IncidentRow | undefined> {
  const { rows } = await sql<IncidentRow>`
    select ${columns} from ${tables} where n.instance_id = ${instanceId} and n.id = ${id} and ${within(reach)}
  `.execute(db);
  return rows[0];
}

/** Open ones of which it was not looked yet whom to tell, the oldest first. */
export async function listUntold(db: Db, limit: number): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`
    select ${columns} from ${tables} where n.status = 'open' and n.told_at is null
    order by n.raised_at, n.instance_id, n.id limit ${limit}
  `.execute(db);
  return rows;
}

/** Which of these are within reach. */
export async function incidentsWithin(db: Db, reach: Reach, incidents: { instanceId: string; id: number }[]): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`
    select ${columns} from ${tables} join unnest(${incidents.map((each) => each.instanceId)}::text[], ${incidents.map((each) => each.id)}::integer[])
      as meant (instance_id, id) on meant.instance_id = n.instance_id and meant.id = n.id
    where ${within(reach)} order by n.raised_at, n.instance_id, n.id
  `.execute(db);
  return rows;
}

/** Open ones of a case, the oldest first; whoever asks has found that the reader may see the case. */
export async function listIncidentsOf(db: Db, instanceId: string): Promise<IncidentRow[]> {
  const { rows } = await sql<IncidentRow>`
    select ${columns} from ${tables} where n.status = 'open' and n.instance_id = ${instanceId} order by n.id
  `.execute(db);
  return rows;
}

/** What became of a case since one of its incidents was resolved: does its element work, and the next open incident raised after that. */
export async function sinceIncident(
  db: Db,
  instanceId: string,
  id: number,
): Promise<{ status: 'open' | 'resolved'; working: boolean; next: number | null } | undefined> {
  // An incident's number is that of the fact that raised it. One that was there before is none that came of the retry.
  const { rows } = await sql<{ status: 'open' | 'resolved'; working: boolean; next: number | null }>`
    select n.status, exists (select 1 from job j where j.instance_id = n.instance_id and j.element is not distinct from n.element
        and j.status in ('waiting', 'begun')) as working,
      case when n.status = 'resolved' then (select min(m.id) from incident m where m.instance_id = n.instance_id and m.status = 'open'
        and m.id > coalesce((select max(f.number) from fact f where f.instance_id = n.instance_id and f.number > n.id
          and f.type = 'incidentResolved' and (f.body ->> 'incident')::integer = n.id), n.id)) end as next
    from incident n where n.instance_id = ${instanceId} and n.id = ${id}
  `.execute(db);
  return rows[0];
}
