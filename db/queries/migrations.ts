import { sql } from 'kysely';
import type { MigrationPlan } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import type { BatchRow } from './batches.ts';

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

export async function countCases(db: Db, key: string, version: number): Promise<number> {
  const { rows } = await sql<{ count: number }>`
    select count(*)::int as count from instance where package_key = ${key} and package_version = ${version} and status = 'open'`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}

/** Open cases of a version by id. */
export async function listCases(db: Db, key: string, version: number, page: { after?: string; limit: number }): Promise<CaseToMove[]> {
  return casesWhere(
    db,
    sql`i.package_key = ${key} and i.package_version = ${version} and i.status = 'open' and (${page.after ?? null}::text is null or i.id > ${page.after ?? null})`,
    page.limit,
  );
}

export async function findCases(db: Db, ids: string[]): Promise<CaseToMove[]> {
  return ids.length === 0 ? [] : casesWhere(db, sql`i.id = any(${ids}::text[])`, ids.length);
}

async function casesWhere(db: Db, condition: ReturnType<typeof sql>, limit: number): Promise<CaseToMove[]> {
  const { rows } = await sql<CaseToMove>`
    select i.id, r.id as "recordId", r.title, coalesce((
      select jsonb_agg(distinct s.at) from jsonb_each(i.state -> 'elements') e
      cross join lateral (select e.value ->> 'element' as at union all
        select jsonb_object_keys(e.value -> 'arrived') where e.value ? 'arrived') s), '[]') as at
    from instance i left join lateral (select r.id, r.title from instance_record o join record r on r.id = o.record_id
      where o.instance_id = i.id order by (o.relation = 'owns') desc, o.alias limit 1) r on true
    where ${condition} order by i.id limit ${limit}`.execute(db);
  return rows;
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
