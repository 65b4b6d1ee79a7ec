import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface NewestPackage {
  key: string;
  version: number;
  hash: string;
}

/** The newest published version of every package. */
export async function listNewestPackages(db: Db): Promise<NewestPackage[]> {
  const { rows } = await sql<NewestPackage>`
    select distinct on (key) key, version, hash from process_package order by key, version desc
  `.execute(db);
  return rows;
}

/** A published version; without a number the newest. */
export async function findVersion(db: Db, key: string, version?: number): Promise<NewestPackage | undefined> {
  const found = db.selectFrom('process_package').select(['key', 'version', 'hash']).where('key', '=', key);
  const wanted = version === undefined ? found.orderBy('version', 'desc').limit(1) : found.where('version', '=', version);
  return wanted.executeTakeFirst();
}

/** Of these packages, those with a version that moves no records. */
export async function recordlessKeys(db: Db, keys: string[]): Promise<Set<string>> {
  const { rows } = await sql<{ key: string }>`
    select distinct key from process_package where key = any(${keys}::text[]) and compiled ->> 'recordType' is null
  `.execute(db);
  return new Set(rows.map((row) => row.key));
}
