import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { aloneWithin } from './case-within.ts';
import { type Reach, recordWithin } from './reach.ts';

export interface UncertainJob {
  key: string;
  type: string;
  instanceId: string;
  element: string;
  at: Date;
  input: { [name: string]: unknown };
  status: string;
}

const records = (more: ReturnType<typeof sql>) =>
  sql`(select 1 from instance_record o join record r on r.id = o.record_id where o.instance_id = j.instance_id and ${more})`;
/** Of a case with records those who may see one of them, of one without whoever may see the case. */
const within = (reach: Reach) =>
  reach.all
    ? sql`true`
    : sql`case when exists ${records(sql`true`)} then exists ${records(recordWithin(reach, 'r'))}
        else exists (select 1 from instance i where i.id = j.instance_id and ${aloneWithin(reach)}) end`;
const columns = sql`j.key, j.type, j.instance_id as "instanceId", j.element, coalesce(j.begun_at, j.created_at) as at, j.input, j.status`;

export async function listUncertainJobs(
  db: Db,
  reach: Reach,
  page: { after?: [created: string, key: string]; limit: number },
): Promise<(UncertainJob & { sortKey: string })[]> {
  const after = page.after ? sql`and (j.created_at, j.key) < (${page.after[0]}::timestamptz, ${page.after[1]})` : sql``;
  const { rows } = await sql<UncertainJob & { sortKey: string }>`
    select ${columns}, j.created_at::text as "sortKey" from job j where j.status = 'uncertain' and ${within(reach)} ${after}
    order by j.created_at desc, j.key desc limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function findJob(db: Db, reach: Reach, key: string): Promise<UncertainJob | undefined> {
  const { rows } = await sql<UncertainJob>`select ${columns} from job j where j.key = ${key} and ${within(reach)}`.execute(db);
  return rows[0];
}

/** The open incident that holds a job, if any. */
export async function findIncidentOfJob(db: Db, instanceId: string, job: string): Promise<number | undefined> {
  const { rows } = await sql<{ id: number }>`
    select id from incident where instance_id = ${instanceId} and status = 'open' and trigger ->> 'job' = ${job} order by id desc limit 1
  `.execute(db);
  return rows[0]?.id;
}
