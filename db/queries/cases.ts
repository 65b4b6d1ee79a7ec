import { sql } from 'kysely';
import type { InstanceState, Suspension, Variables } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { aloneWithin, caseTaskWithin, caseWithin } from './case-within.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface CaseListRow {
  id: string;
  packageKey: string;
  packageVersion: number;
  packageHash: string;
  status: InstanceState['status'];
  suspendedAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  incidents: number;
  steps: { name: string; element: string; packageHash: string }[];
}

export interface CaseRow extends CaseListRow {
  /** How many there are. */
  facts: number;
  /** Of the case as a whole; null = none yet, or it has ended. */
  variables: Variables | null;
  /** Null = it is not suspended. */
  suspension: Suspension | null;
  recordId: string | null;
  recordTitle: string | null;
}

const shownSteps = sql.lit(3);
const columns = sql`i.id, i.package_key as "packageKey", i.package_version as "packageVersion", i.package_hash as "packageHash", i.status,
  i.suspended_at as "suspendedAt", i.started_at as "startedAt", i.ended_at as "endedAt",
  (select count(*)::int from incident n where n.instance_id = i.id and n.status = 'open') as incidents,
  coalesce((select json_agg(json_build_object('name', s.name, 'element', s.element, 'packageHash', s.package_hash)) from (
    select distinct t.name, t.element, t.package_hash from user_task t where t.instance_id = i.id and t.status = 'open'
    order by t.name limit ${shownSteps}) s), '[]') as steps`;

/** A case as far as the reader may see it (`caseWithin`), with the first of its records that he may see. */
export async function findCase(db: Db, reach: Reach, instanceId: string): Promise<CaseRow | undefined> {
  const { rows } = await sql<CaseRow>`
    select ${columns}, i.fact_number as facts, i.state #> '{elements,1,variables}' as variables, i.state -> 'suspended' as suspension,
      r.id as "recordId", r.title as "recordTitle" from instance i
    left join lateral (select r.id, r.title from instance_record o join record r on r.id = o.record_id
      where o.instance_id = i.id and ${recordWithin(reach, 'r')} order by (o.relation = 'owns') desc, o.alias limit 1) r on true
    where i.id = ${instanceId} and ${caseWithin(reach)}
  `.execute(db);
  return rows[0];
}

/** The version a case follows now. */
export async function findCaseVersion(db: Db, instanceId: string): Promise<number | undefined> {
  const row = await db.selectFrom('instance').select('package_version').where('id', '=', instanceId).executeTakeFirst();
  return row?.package_version;
}

export interface CaseQuery {
  /** Package keys. */
  processes: string[];
  status?: InstanceState['status'];
  /** With an open incident, or without. */
  stuck?: boolean;
  after?: [startedAt: string, id: string];
  limit: number;
}

/** Cases without a record, the newest first: of each process its newest by the index, and of those the newest. */
export async function listCasesWithoutRecord(db: Db, reach: Reach, query: CaseQuery): Promise<(CaseListRow & { sortKey: string })[]> {
  const { processes, status, stuck, after, limit } = query;
  const open = sql`exists (select 1 from incident n where n.instance_id = c.id and n.status = 'open')`;
  if (processes.length === 0) return [];
  const conditions = [
    sql`c.package_key = k.key`,
    sql`not exists (select 1 from instance_record o where o.instance_id = c.id)`,
    aloneWithin(reach, 'c'),
  ];
  if (status) conditions.push(sql`c.status = ${sql.lit(status)}`);
  if (stuck !== undefined) conditions.push(stuck ? open : sql`not ${open}`);
  if (after) conditions.push(sql`(c.started_at, c.id) < (${after[0]}::timestamptz, ${after[1]})`);
  const { rows } = await sql<CaseListRow & { sortKey: string }>`
    select ${columns}, i.started_at::text as "sortKey" from (
      select newest.* from unnest(${processes}::text[]) k (key) cross join lateral (
        select c.id, c.package_key, c.package_version, c.package_hash, c.status, c.suspended_at, c.started_at, c.ended_at from instance c
        where ${sql.join(conditions, sql` and `)} order by c.started_at desc, c.id desc limit ${limit}) newest
      order by newest.started_at desc, newest.id desc limit ${limit}) i
    order by i.started_at desc, i.id desc
  `.execute(db);
  return rows;
}

/** Open tasks of a case that the reader may see, in the order they came. */
export async function listOpenTaskNumbers(db: Db, reach: Reach, instanceId: string): Promise<number[]> {
  const { rows } = await sql<{ number: number }>`
    select t.element_instance as number from user_task t join instance i on i.id = t.instance_id
    where i.id = ${instanceId} and t.status = 'open' and ${caseTaskWithin(reach)} order by t.created_at, t.element_instance limit 200
  `.execute(db);
  return rows.map((row) => row.number);
}
