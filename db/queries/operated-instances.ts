import { type RawBuilder, sql } from 'kysely';
import type { InstanceState } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import type { Queryable } from '../queryable.ts';
import { type Reach, recordWithin } from './reach.ts';

/** Which cases an operator means. All that is given must hold. */
export interface InstanceFilter {
  ids?: string[];
  /** Package key. */
  package?: string;
  version?: number;
  status?: InstanceState['status'];
  suspended?: boolean;
  stage?: string;
  /** Open, with a live instance of this element. */
  element?: string;
  /** With an open incident of this code; `*` = of any. */
  incident?: string;
  /** Attached record. */
  record?: string;
  startedFrom?: Date;
  startedTo?: Date;
  /** Only where every attached record is within reach, not the first alone: a restart takes all of them over. */
  wholly?: boolean;
}

export interface OperatedInstance {
  id: string;
  packageKey: string;
  packageVersion: number;
  packageHash: string;
  process: string;
  status: InstanceState['status'];
  stage: string | null;
  suspendedAt: Date | null;
  startedAt: Date;
  endedAt: Date | null;
  dueAt: Date | null;
  factNumber: number;
  incidents: number;
  recordId: string | null;
  recordTitle: string | null;
  /** Elements where it stands: live ones that hold no others. */
  standsAt: string[];
}

const columns = sql`i.id, i.package_key as "packageKey", i.package_version as "packageVersion", i.package_hash as "packageHash", i.process,
  i.status, i.stage, i.suspended_at as "suspendedAt", i.started_at as "startedAt", i.ended_at as "endedAt", i.due_at as "dueAt",
  i.fact_number as "factNumber", (select count(*)::int from incident n where n.instance_id = i.id and n.status = 'open') as incidents,
  r.id as "recordId", r.title as "recordTitle", case when i.status = 'open' then array(
    select distinct e.value ->> 'element' from jsonb_each(i.state -> 'elements') e where e.value ->> 'parent' is not null
      and e.key not in (select h.value ->> 'parent' from jsonb_each(i.state -> 'elements') h where h.value ->> 'parent' is not null)
      limit 20) else '{}' end as "standsAt"`;
/** Each case `i` with the record `r` it is seen by. */
export const tables = sql`instance i left join lateral (select r.id, r.title, r.owner, r.team, r.stage, r.type from instance_record o
  join record r on r.id = o.record_id where o.instance_id = i.id order by (o.relation = 'owns') desc, o.alias limit 1) r on true`;
/** Whoever sees everything needs no record to count by: at 100,000 cases that takes 25 ms instead of a second. */
const counted = (reach: Reach) => (reach.all ? sql`instance i` : tables);
/** A case without a record is for those who see everything. */
export const within = (reach: Reach) => (reach.all ? sql`true` : sql`r.id is not null and ${recordWithin(reach, 'r')}`);

function holds(filter: InstanceFilter, reach: Reach): RawBuilder<unknown> {
  const all: RawBuilder<unknown>[] = [sql`true`];
  if (filter.ids) all.push(sql`i.id = any(${filter.ids}::text[])`);
  if (filter.package !== undefined) all.push(sql`i.package_key = ${filter.package}`);
  if (filter.version !== undefined) all.push(sql`i.package_version = ${filter.version}`);
  if (filter.status !== undefined) all.push(sql`i.status = ${filter.status}`);
  if (filter.suspended !== undefined) all.push(filter.suspended ? sql`i.suspended_at is not null` : sql`i.suspended_at is null`);
  if (filter.stage !== undefined) all.push(sql`i.stage = ${filter.stage}`);
  if (filter.element !== undefined)
    all.push(sql`exists (select 1 from jsonb_each(i.state -> 'elements') e where e.value ->> 'element' = ${filter.element})`);
  if (filter.incident !== undefined) {
    const code = filter.incident === '*' ? sql`true` : sql`n.code = ${filter.incident}`;
    all.push(sql`exists (select 1 from incident n where n.instance_id = i.id and n.status = 'open' and ${code})`);
  }
  if (filter.record !== undefined)
    all.push(sql`exists (select 1 from instance_record l where l.instance_id = i.id and l.record_id = ${filter.record}::uuid)`);
  if (filter.startedFrom) all.push(sql`i.started_at >= ${filter.startedFrom}`);
  if (filter.startedTo) all.push(sql`i.started_at < ${filter.startedTo}`);
  if (filter.wholly && !reach.all)
    all.push(sql`not exists (select 1 from instance_record l join record beyond on beyond.id = l.record_id
      where l.instance_id = i.id and ${recordWithin(reach, 'beyond')} is not true)`);
  return sql.join(all, sql` and `);
}

/** A page by id, so that one who goes through all misses none. */
export async function listOperated(
  db: Db,
  reach: Reach,
  filter: InstanceFilter,
  page: { after?: string; limit: number },
): Promise<OperatedInstance[]> {
  const after = page.after === undefined ? sql`` : sql`and i.id > ${page.after}`;
  const { rows } = await sql<OperatedInstance>`
    select ${columns} from ${tables} where ${within(reach)} and ${holds(filter, reach)} ${after} order by i.id limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countOperated(db: Db, reach: Reach, filter: InstanceFilter): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from ${counted(reach)} where ${within(reach)} and ${holds(filter, reach)}
  `.execute(db);
  return rows[0]?.total ?? 0;
}

export async function findOperated(db: Db, reach: Reach, id: string): Promise<OperatedInstance | undefined> {
  return (await listOperated(db, reach, { ids: [id] }, { limit: 1 }))[0];
}

/** Where a case stands; whoever asks has found that the reader may see it. */
export async function findStanding(db: Db, id: string): Promise<OperatedInstance | undefined> {
  const { rows } = await sql<OperatedInstance>`select ${columns} from ${tables} where i.id = ${id}`.execute(db);
  return rows[0];
}

/** Ids of all that the filter means now, for `insert … select`. */
export function selectOperated(reach: Reach, filter: InstanceFilter): RawBuilder<unknown> {
  return sql`select i.id from ${counted(reach)} where ${within(reach)} and ${holds(filter, reach)}`;
}

/** What a restart needs of the case it goes on for. */
export async function readEnded(
  queryable: Queryable,
  id: string,
): Promise<{ status: InstanceState['status']; package_key: string; process: string; state: InstanceState } | undefined> {
  const { rows } = await queryable.query<{ status: InstanceState['status']; package_key: string; process: string; state: InstanceState }>({
    text: 'select status, package_key, process, state from instance where id = $1',
    values: [id],
  });
  return rows[0];
}

/** Whether a case has ended, and the open one that goes on for it; of several the first. */
export async function readRestarts(
  queryable: Queryable,
  id: string,
): Promise<{ status: InstanceState['status']; openCase: string | null } | undefined> {
  const { rows } = await queryable.query<{ status: InstanceState['status']; openCase: string | null }>({
    name: 'read_restarts',
    text: `select i.status, (select min(n.id) from instance n where n.restarted_from = i.id and n.status = 'open') as "openCase"
      from instance i where i.id = $1`,
    values: [id],
  });
  return rows[0];
}
