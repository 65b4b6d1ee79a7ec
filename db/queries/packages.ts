import { sql } from 'kysely';
import type { CompiledPackage, OutsideCall } from '../../engine/contract/index.ts';
import type { Database, Db, Transaction } from '../database.ts';
import { inTransaction, type Queryable } from '../queryable.ts';
import { armStartTimers, closeStartTimers, type NewStartTimer } from './start-timers.ts';

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
  /** What starts its processes from outside. */
  starts: { kind: 'message' | 'signal'; name: string; process: string; element: string }[];
  /** Its timer start events, planned from when it is published. */
  timers: NewStartTimer[];
}

export async function packageByHash(db: Db, hash: string) {
  const columns = ['key', 'version', 'hash', 'compiler_version', 'compiled'] as const;
  return db.selectFrom('process_package').select(columns).where('hash', '=', hash).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

export async function newestPackage(db: Db, key: string): Promise<PublishedVersion | undefined> {
  const columns = ['key', 'version', 'hash'] as const;
  return db.selectFrom('process_package').select(columns).where('key', '=', key).orderBy('version', 'desc').limit(1).executeTakeFirst();
}

/** Hash of each package that is called: of the version named, or the newest there is. What is not published is left out. */
export async function resolveCalls(
  queryable: Queryable,
  calls: OutsideCall[],
): Promise<{ key: string; version: number | null; hash: string }[]> {
  const { rows } = await queryable.query<{ key: string; version: number | null; hash: string }>({
    name: 'resolve_calls',
    text: `select c.key, c.version, p.hash from unnest($1::text[], $2::integer[]) as c(key, version)
      join lateral (select hash from process_package where key = c.key and (c.version is null or version = c.version)
        order by version desc limit 1) p on true`,
    values: [calls.map((call) => call.package), calls.map((call) => call.version ?? null)],
  });
  return rows;
}

/** Every package that is published: the name its newest version has, and all version numbers. */
export async function listPublished(db: Db): Promise<{ key: string; name: string; versions: number[] }[]> {
  const { rows } = await sql<{ key: string; name: string; versions: number[] }>`
    select key, (array_agg(name order by version desc))[1] as name, array_agg(version order by version) as versions
      from process_package group by key order by key`.execute(db);
  return rows;
}

/** What is published of the packages named: all version numbers, and what the newest and the pinned ones compile to. */
export async function publishedFor(
  db: Db,
  calls: OutsideCall[],
): Promise<{ [key: string]: { versions: number[]; compiled: { [version: number]: CompiledPackage } } }> {
  const published: { [key: string]: { versions: number[]; compiled: { [version: number]: CompiledPackage } } } = {};
  for (const key of new Set(calls.map((call) => call.package))) {
    const rows = await db.selectFrom('process_package').select('version').where('key', '=', key).orderBy('version').execute();
    const versions = rows.map((row) => row.version);
    const pinned = calls.flatMap((call) => (call.package === key && call.version !== undefined ? [call.version] : []));
    const wanted = [...new Set([...pinned, ...versions.slice(-1)])];
    const found =
      wanted.length === 0
        ? []
        : await db
            .selectFrom('process_package')
            .select(['version', 'compiled'])
            .where('key', '=', key)
            .where('version', 'in', wanted)
            .execute();
    published[key] = { versions, compiled: Object.fromEntries(found.map((row) => [row.version, row.compiled])) };
  }
  return published;
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
    if (newest?.hash === request.hash) {
      await armStartTimers(inTransaction(trx), { ...request, version: newest.version });
      return { ...newest, unchanged: true };
    }
    const version = (newest?.version ?? 0) + 1;
    await insertPackage(trx, request, version);
    await replaceStarts(trx, request, version);
    await closeStartTimers(inTransaction(trx), { ...request, version });
    await armStartTimers(inTransaction(trx), { ...request, version });
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

async function replaceStarts(trx: Transaction, { key, starts }: NewVersion, version: number): Promise<void> {
  await trx.deleteFrom('message_start').where('package_key', '=', key).execute();
  await trx.deleteFrom('signal_start').where('package_key', '=', key).execute();
  const of = (wanted: 'message' | 'signal') => starts.filter((start) => start.kind === wanted);
  const messages = of('message').map(({ name, process, element }) => ({ name, process, element, package_key: key }));
  const signals = of('signal').map(({ name, process }) => ({ name, process, package_key: key, package_version: version }));
  if (messages.length > 0) await trx.insertInto('message_start').values(distinct(messages)).execute();
  if (signals.length > 0) await trx.insertInto('signal_start').values(distinct(signals)).execute();
}

/** Two events of one process may wait for the same name. */
function distinct<Row>(rows: Row[]): Row[] {
  return [...new Map(rows.map((row) => [JSON.stringify(row), row])).values()];
}
