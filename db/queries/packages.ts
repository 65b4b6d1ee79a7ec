import { sql } from 'kysely';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Database, Db, Transaction } from '../database.ts';

export interface PackageFile {
  path: string;
  content: string;
}

export interface PublishedVersion {
  key: string;
  version: number;
  hash: string;
}

export interface NewVersion {
  key: string;
  hash: string;
  name: string;
  compiled: CompiledPackage;
  files: PackageFile[];
  publishedAt: Date;
  publishedBy: string | null;
  note: string | null;
  /** Start events that a message opens. */
  messageStarts: { name: string; process: string; element: string }[];
}

export async function packageByHash(db: Db, hash: string) {
  const columns = ['key', 'version', 'hash', 'compiler_version', 'compiled'] as const;
  return db.selectFrom('process_package').select(columns).where('hash', '=', hash).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

export async function newestPackage(db: Db, key: string): Promise<PublishedVersion | undefined> {
  const columns = ['key', 'version', 'hash'] as const;
  return db.selectFrom('process_package').select(columns).where('key', '=', key).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

export async function packageFiles(db: Db, key: string, version: number): Promise<PackageFile[]> {
  return db
    .selectFrom('process_package_file')
    .select(['path', 'content'])
    .where('key', '=', key)
    .where('version', '=', version)
    .orderBy('path')
    .execute();
}

export async function storeRecompiled(db: Db, hash: string, compiled: CompiledPackage): Promise<void> {
  await db
    .updateTable('process_package')
    .set({ compiled: JSON.stringify(compiled), compiler_version: compiled.compilerVersion })
    .where('hash', '=', hash)
    .execute();
}

/** Publishes as the next version; the same files as the newest version's are that version. */
export async function insertVersion(db: Database, request: NewVersion): Promise<PublishedVersion & { unchanged: boolean }> {
  return db.transaction().execute(async (trx) => {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`package ${request.key}`}, 11))`.execute(trx);
    const newest = await newestPackage(trx, request.key);
    if (newest?.hash === request.hash) return { ...newest, unchanged: true };
    const version = (newest?.version ?? 0) + 1;
    await insertPackage(trx, request, version);
    await replaceMessageStarts(trx, request);
    return { key: request.key, version, hash: request.hash, unchanged: false };
  });
}

async function insertPackage(trx: Transaction, request: NewVersion, version: number): Promise<void> {
  const { key, hash, name, compiled, files } = request;
  await trx
    .insertInto('process_package')
    .values({
      key,
      version,
      hash,
      name,
      compiler_version: compiled.compilerVersion,
      compiled: JSON.stringify(compiled),
      published_at: request.publishedAt,
      published_by: request.publishedBy,
      note: request.note,
    })
    .execute();
  if (files.length === 0) return;
  await trx
    .insertInto('process_package_file')
    .values(files.map((file) => ({ key, version, ...file })))
    .execute();
}

async function replaceMessageStarts(trx: Transaction, request: NewVersion): Promise<void> {
  await trx.deleteFrom('message_start').where('package_key', '=', request.key).execute();
  if (request.messageStarts.length === 0) return;
  await trx
    .insertInto('message_start')
    .values(request.messageStarts.map((start) => ({ ...start, package_key: request.key })))
    .execute();
}
