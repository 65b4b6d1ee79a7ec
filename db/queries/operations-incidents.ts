import { sql } from 'kysely';
import type { Db } from '../database.ts';
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
  packageKey: string;
  process: string;
  recordId: string | null;
  recordTitle: string | null;
}

const tables = sql`incident n join instance i on i.id = n.instance_id
  left join lateral (select r.id, r.title, r.owner, r.team, r.stage, r.type from instance_record o join record r on r.id = o.record_id
    where o.instance_id = n.instance_id order by (o.relation = 'owns') desc, o.alias limit 1) r on true`;
/** A case without a record is for those who see everything. */
const within = (reach: Reach) => (reach.all ? sql`true` : sql`r.id is not null and ${recordWithin(reach, 'r')}`);
const columns = sql`n.instance_id as "instanceId", n.id, n.code, n.message, n.element, n.raised_at as at,
  n.trigger ->> 'kind' is distinct from 'none' as retryable,
  i.package_hash as "packageHash", i.package_key as "packageKey", i.process, r.id as "recordId", r.title as "recordTitle"`;

/** Keyset: raised at (text), instance, number. */
export type IncidentCursor = [at: string, instanceId: string, id: number];

export async function listIncidents(
  db: Db,
  reach: Reach,
  page: { after?: IncidentCursor; limit: number },
): Promise<(IncidentRow & { sortKey: string })[]> {
  const after = page.after
    ? sql`and (n.raised_at, n.instance_id, n.id) < (${page.after[0]}::timestamptz, ${page.after[1]}, ${page.after[2]})`
    : sql``;
  const { rows } = await sql<IncidentRow & { sortKey: string }>`
    select ${columns}, n.raised_at::text as "sortKey" from ${tables}
    where n.status = 'open' and ${within(reach)} ${after}
    order by n.raised_at desc, n.instance_id desc, n.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countIncidents(db: Db, reach: Reach): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${tables} where n.status = 'open' and ${within(reach)}
  `.execute(db);
  return rows[0]?.total ?? 0;
}

export async function findIncident(db: Db, reach: Reach, instanceId: string, id: number): Promise<IncidentRow | undefined> {
  const { rows } = await sql<IncidentRow>`
    select ${columns} from ${tables} where n.instance_id = ${instanceId} and n.id = ${id} and ${within(reach)}
  `.execute(db);
  return rows[0];
}

/** What became of a case since one of its incidents: is it resolved, does its element work, the next incident's number. */
export async function sinceIncident(
  db: Db,
  instanceId: string,
  id: number,
): Promise<{ status: 'open' | 'resolved'; working: boolean; next: number | null } | undefined> {
  const { rows } = await sql<{ status: 'open' | 'resolved'; working: boolean; next: number | null }>`
    select n.status, exists (select 1 from job j where j.instance_id = n.instance_id and j.element is not distinct from n.element
        and j.status in ('waiting', 'begun')) as working,
      (select min(m.id) from incident m where m.instance_id = n.instance_id and m.status = 'open' and m.id > n.id) as next
    from incident n where n.instance_id = ${instanceId} and n.id = ${id}
  `.execute(db);
  return rows[0];
}
