import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import type { RecordStatus } from '../tables/record.ts';
import type { Reach } from './reach.ts';
import { type RecordFilter, recordsMatching } from './record-filter.ts';
import { contactColumns } from './task-row.ts';

export type RecordSort = 'updated' | 'created' | 'title' | 'amount' | 'due';

export interface RecordListRow {
  id: string;
  type: string;
  number: number;
  title: string;
  stage: string | null;
  status: RecordStatus;
  owner: string | null;
  amount: number | null;
  organisation: string | null;
  contactName: string | null;
  createdAt: Date;
  updatedAt: Date;
  /** The open task that presses most. */
  stepHash: string | null;
  stepElement: string | null;
  stepName: string | null;
  stepAssignee: string | null;
  stepFollowUpAt: Date | null;
  stepDueAt: Date | null;
  stepWarnAt: Date | null;
}

/** Sort key of the last row of a page, as text, and its id. */
export type RecordCursor = [key: string, id: string];

export const recordRowColumns = sql`r.id, r.type, r.number, r.title, r.stage, r.status, r.owner, r.amount, ${contactColumns},
  r.created_at as "createdAt", r.updated_at as "updatedAt",
  n.package_hash as "stepHash", n.element as "stepElement", n.name as "stepName", n.assignee as "stepAssignee",
  n.follow_up_at as "stepFollowUpAt", n.due_at as "stepDueAt", n.warn_at as "stepWarnAt"`;

/** The next step of each record: one index look-up a row. */
export const nextStepJoin = sql`left join lateral (
  select t.* from user_task t where t.record_id = r.id and t.status = 'open' order by t.due_at nulls last, t.created_at limit 1) n on true`;

interface SortRule {
  key: RawBuilder<unknown>;
  cast: RawBuilder<unknown>;
  down: boolean;
}

/** `due` needs the next step's join; the others run on an index of `record`. */
const sorts: { [sort in RecordSort]: SortRule } = {
  updated: { key: sql`r.updated_at`, cast: sql`timestamptz`, down: true },
  created: { key: sql`r.created_at`, cast: sql`timestamptz`, down: true },
  title: { key: sql`r.title`, cast: sql`text`, down: false },
  amount: { key: sql`coalesce(r.amount, -1)`, cast: sql`numeric`, down: true },
  due: { key: sql`coalesce(n.due_at, 'infinity'::timestamptz)`, cast: sql`timestamptz`, down: false },
};

export async function listRecords(
  db: Db,
  reach: Reach,
  filter: RecordFilter,
  page: { now: Date; sort: RecordSort; after?: RecordCursor; limit: number },
): Promise<(RecordListRow & { sortKey: string })[]> {
  const { key, cast, down } = sorts[page.sort];
  const after = page.after ? sql`and (${key}, r.id) ${down ? sql`<` : sql`>`} (${page.after[0]}::${cast}, ${page.after[1]}::uuid)` : sql``;
  const order = down ? sql`desc` : sql`asc`;
  const { rows } = await sql<RecordListRow & { sortKey: string }>`
    select ${recordRowColumns}, (${key})::text as "sortKey" from record r ${nextStepJoin}
    where ${recordsMatching(reach, filter, page.now)} ${after}
    order by ${key} ${order}, r.id ${order} limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countRecords(db: Db, reach: Reach, filter: RecordFilter, now: Date): Promise<number> {
  const { rows } = await sql<{ total: number }>`
    select count(*)::int as total from record r where ${recordsMatching(reach, filter, now)}
  `.execute(db);
  return rows[0]?.total ?? 0;
}

export interface StageCount {
  stage: string | null;
  count: number;
  late: number;
}

/** Open records of a type by stage, under the same predicate as the list. */
export async function countStages(db: Db, reach: Reach, filter: RecordFilter, now: Date): Promise<StageCount[]> {
  const { rows } = await sql<StageCount>`
    select r.stage, count(*)::int as count, count(*) filter (where exists
      (select 1 from user_task l where l.record_id = r.id and l.status = 'open' and l.due_at < ${now}))::int as late
    from record r where ${recordsMatching(reach, filter, now)} group by r.stage
  `.execute(db);
  return rows;
}
