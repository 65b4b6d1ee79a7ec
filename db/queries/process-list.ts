import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface ProcessListRow {
  key: string;
  name: string;
  version: number | null;
  draftRevision: number | null;
  openCases: number;
}

/** Every package that is published or drafted. */
export async function listProcesses(db: Db): Promise<ProcessListRow[]> {
  const { rows } = await sql<ProcessListRow>`
    select coalesce(p.key, d.key) as key, coalesce(d.name, p.name) as name, p.version, d.revision as "draftRevision",
      (select count(*)::int from instance i where i.package_key = p.key and i.status = 'open') as "openCases"
    from (select distinct on (key) key, version, name from process_package order by key, version desc) p
    full join process_draft d on d.key = p.key order by 2, 1
  `.execute(db);
  return rows;
}

export interface ProcessVersionRow {
  version: number;
  hash: string;
  name: string;
  publishedAt: Date;
  publishedBy: string | null;
  note: string | null;
  openCases: number;
}

export async function listVersions(db: Db, key: string): Promise<ProcessVersionRow[]> {
  const { rows } = await sql<ProcessVersionRow>`
    select p.version, p.hash, p.name, p.published_at as "publishedAt", p.published_by as "publishedBy", p.note,
      (select count(*)::int from instance i where i.package_key = p.key and i.package_version = p.version and i.status = 'open') as "openCases"
    from process_package p where p.key = ${key} order by p.version desc
  `.execute(db);
  return rows;
}

/** Open user tasks, armed timers and running jobs by element: where the cases stand. With a version those of that one alone. */
export async function countCasesAt(db: Db, key: string, version?: number): Promise<{ element: string; open: number }[]> {
  const at = version === undefined ? sql`` : sql`and i.package_version = ${version}`;
  // Tasks know their package: only a version takes the case.
  const cases = version === undefined ? sql`` : sql`join instance i on i.id = t.instance_id`;
  const { rows } = await sql<{ element: string; open: number }>`
    select element, count(distinct instance_id)::int as open from (
      select t.element, t.instance_id from user_task t ${cases} where t.package_key = ${key} and t.status = 'open' ${at}
      union all
      select m.element, m.instance_id from timer m join instance i on i.id = m.instance_id
        where i.package_key = ${key} and m.status = 'armed' and m.purpose = 'event' ${at}
      union all
      select j.element, j.instance_id from job j join instance i on i.id = j.instance_id
        where i.package_key = ${key} and j.status in ('waiting', 'begun', 'uncertain') ${at}
    ) stands group by element order by element
  `.execute(db);
  return rows;
}
