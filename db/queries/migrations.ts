import { sql } from 'kysely';
import type { Json, MigrationPlan } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import type { BatchRow } from './batches.ts';
import { tables, within } from './operated-instances.ts';
import type { Reach } from './reach.ts';

export interface VersionPair {
  key: string;
  from: number;
  to: number;
}

export interface PlanRow {
  plan: MigrationPlan;
  revision: number;
  savedAt: Date;
  savedBy: string | null;
}

export async function findPlan(db: Db, { key, from, to }: VersionPair): Promise<PlanRow | undefined> {
  return db
    .selectFrom('migration_plan')
    .select(['plan', 'revision', 'saved_at as savedAt', 'saved_by as savedBy'])
    .where('package_key', '=', key)
    .where('from_version', '=', from)
    .where('to_version', '=', to)
    .executeTakeFirst();
}

/** The new revision; undefined when somebody saved another one meanwhile, and nothing was written. */
export async function savePlan(
  db: Db,
  { key, from, to }: VersionPair,
  change: { revision: number; plan: MigrationPlan; savedAt: Date; savedBy: string },
): Promise<number | undefined> {
  const { revision, savedAt, savedBy } = change;
  const plan = JSON.stringify(change.plan);
  const { rows } =
    revision === 0
      ? await sql<{ revision: number }>`
          insert into migration_plan (package_key, from_version, to_version, plan, revision, saved_at, saved_by)
          values (${key}, ${from}, ${to}, ${plan}::jsonb, 1, ${savedAt}, ${savedBy}) on conflict do nothing returning revision`.execute(db)
      : await sql<{ revision: number }>`
          update migration_plan set plan = ${plan}::jsonb, revision = revision + 1, saved_at = ${savedAt}, saved_by = ${savedBy}
          where package_key = ${key} and from_version = ${from} and to_version = ${to} and revision = ${revision} returning revision`.execute(
          db,
        );
  return rows[0]?.revision;
}

/** Hash of each of these versions that is published. */
export async function versionHashes(db: Db, key: string, versions: number[]): Promise<Map<number, string>> {
  const rows = await db
    .selectFrom('process_package')
    .select(['version', 'hash'])
    .where('key', '=', key)
    .where('version', 'in', versions)
    .execute();
  return new Map(rows.map(({ version, hash }) => [version, hash]));
}

export interface CaseToMove {
  id: string;
  recordId: string | null;
  title: string | null;
  /** Elements and processes it stands at, and gateways where its tokens wait. */
  at: string[];
}

const openAt = (key: string, version: number) => sql`i.package_key = ${key} and i.package_version = ${version} and i.status = 'open'`;

/** Open cases of a version: those within reach, and the rest. */
export async function countCases(db: Db, reach: Reach, key: string, version: number): Promise<{ seen: number; hidden: number }> {
  const { rows } = await sql<{ seen: number; hidden: number }>`
    select count(*) filter (where ${within(reach)})::int as seen, count(*) filter (where (${within(reach)}) is not true)::int as hidden
    from ${tables} where ${openAt(key, version)}`.execute(db);
  return rows[0] ?? { seen: 0, hidden: 0 };
}

/** Open cases of a version within reach, by id. */
export async function listCases(
  db: Db,
  reach: Reach,
  key: string,
  version: number,
  page: { after?: string; limit: number },
): Promise<CaseToMove[]> {
  const after = page.after === undefined ? sql`` : sql`and i.id > ${page.after}`;
  const { rows } = await sql<CaseToMove>`
    select i.id, r.id as "recordId", r.title, coalesce((
      select jsonb_agg(distinct s.at) from jsonb_each(i.state -> 'elements') e
      cross join lateral (select e.value ->> 'element' as at union all
        select jsonb_object_keys(e.value -> 'arrived') where e.value ? 'arrived') s), '[]') as at
    from ${tables} where ${openAt(key, version)} and ${within(reach)} ${after} order by i.id limit ${page.limit}`.execute(db);
  return rows;
}

export interface LeftBehind extends Omit<CaseToMove, 'at'> {
  outcome: 'refused' | 'failed' | 'cancelled';
  code: string | null;
  message: string | null;
  reply: Json;
}

const leftBehind = (batch: string) => sql`b.batch_id = ${batch} and b.outcome in ('refused', 'failed', 'cancelled')`;

/** Cases that a batch of moves left where they were, within reach, by id. */
export async function listLeftBehind(db: Db, reach: Reach, batch: string, page: { after?: string; limit: number }): Promise<LeftBehind[]> {
  const after = page.after === undefined ? sql`` : sql`and i.id > ${page.after}`;
  const { rows } = await sql<LeftBehind>`
    select i.id, r.id as "recordId", r.title, b.outcome, b.code, b.message, b.reply
    from ${tables} join batch_item b on b.instance_id = i.id
    where ${leftBehind(batch)} and ${within(reach)} ${after} order by i.id limit ${page.limit}`.execute(db);
  return rows;
}

/** How many it left that are out of reach. */
export async function countHidden(db: Db, reach: Reach, batch: string): Promise<number> {
  if (reach.all) return 0;
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from ${tables} join batch_item b on b.instance_id = i.id
    where ${leftBehind(batch)} and (${within(reach)}) is not true`.execute(db);
  return rows[0]?.count ?? 0;
}

const moves = ['migrate', 'undoMigration'];

/** Batches that moved cases of a package, newest first; which package is told by the hash they name. */
export async function listMoves(db: Db, key: string, limit: number): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select b.id from batch b where b.action = any(${moves}::text[]) and b.filter ->> 'package' = ${key} order by b.created_at desc, b.id limit ${limit}`.execute(
    db,
  );
  return rows.map((row) => row.id);
}

export function isMove(batch: BatchRow | undefined): batch is BatchRow {
  return batch !== undefined && moves.includes(batch.action);
}

/** Until the transaction ends nobody else begins to take this move back. */
export async function lockMove(trx: Db, move: string): Promise<void> {
  await sql`select 1 from batch where id = ${move} for no key update`.execute(trx);
}

/** The batch that takes a move back: the one that runs, else the last that brought back any, else the last; and how many cases all have brought back. */
export async function undoneBy(db: Db, move: string): Promise<{ id: string; status: BatchRow['status']; done: number } | undefined> {
  const { rows } = await sql<{ id: string; status: BatchRow['status']; done: number }>`
    with undo as (
      select b.id, b.status, b.created_at,
        exists (select 1 from batch_item i where i.batch_id = b.id and i.outcome = 'done') as brought
      from batch b where b.action = 'undoMigration' and b.filter ->> 'undoes' = ${move})
    select id, status,
      (select count(distinct i.instance_id)::int from batch_item i where i.batch_id in (select id from undo) and i.outcome = 'done') as done
    from undo order by status = 'running' desc, brought desc, created_at desc limit 1
  `.execute(db);
  return rows[0];
}

/** Cases that a batch has done, as the cases of the next one. */
export async function doneInstances(db: Db, batch: string): Promise<string[]> {
  const rows = await db
    .selectFrom('batch_item')
    .select('instance_id')
    .where('batch_id', '=', batch)
    .where('outcome', '=', 'done')
    .orderBy('instance_id')
    .execute();
  return rows.map((row) => row.instance_id);
}
