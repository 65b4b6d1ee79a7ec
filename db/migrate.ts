import { readdirSync, readFileSync } from 'node:fs';
import pg from 'pg';

/** Any process that migrates holds this, so that two starting at once do it once. */
const lockKey = 7_236_104;

export interface Migration {
  version: number;
  name: string;
  sql: string;
}

export type MigrateResult =
  | { ok: true; from: number; to: number }
  /** The database was made by a newer release: nothing was touched. */
  | { ok: false; code: 'newerDatabase'; message: string };

/** Numbered files of `db/migrations`: forward only, never edited once released. */
export function readMigrations(folder: URL = new URL('./migrations/', import.meta.url)): Migration[] {
  return readdirSync(folder)
    .map((file) => /^(\d{4})-([a-z0-9-]+)\.sql$/.exec(file))
    .filter((match) => match !== null)
    .map((match) => ({ version: Number(match[1]), name: `${match[1]}-${match[2]}`, sql: readFileSync(new URL(match[0], folder), 'utf8') }))
    .sort((a, b) => a.version - b.version);
}

/** Brings the database to the newest version, each file in a transaction of its own. */
export async function migrate(
  url: string,
  progress: (line: string) => void = () => undefined,
  migrations: Migration[] = readMigrations(),
): Promise<MigrateResult> {
  const client = new pg.Client({ connectionString: url, application_name: 'perennial migrate' });
  await client.connect();
  try {
    await client.query('select pg_advisory_lock($1)', [lockKey]);
    await client.query(
      'create table if not exists migration (version integer primary key, name text not null, applied_at timestamptz not null default now())',
    );
    const applied = await client.query<{ version: number }>('select version from migration');
    const done = new Set(applied.rows.map((row) => row.version));
    const from = Math.max(0, ...done);
    const newest = migrations.at(-1)?.version ?? 0;
    if (from > newest) return { ok: false, code: 'newerDatabase', message: newerDatabase(from, newest) };
    for (const migration of migrations.filter((each) => !done.has(each.version))) {
      progress(`database: ${migration.name}`);
      await apply(client, migration);
    }
    return { ok: true, from, to: newest };
  } finally {
    await client.end();
  }
}

async function apply(client: pg.Client, migration: Migration): Promise<void> {
  try {
    await client.query('begin');
    await client.query(migration.sql);
    await client.query('insert into migration (version, name) values ($1, $2)', [migration.version, migration.name]);
    await client.query('commit');
  } catch (error) {
    await client.query('rollback');
    throw new Error(`migration ${migration.name} failed: ${(error as Error).message}`, { cause: error });
  }
}

function newerDatabase(found: number, known: number): string {
  return `The database is at version ${found}, this release knows ${known}: start the release that made it, or a newer one.`;
}
