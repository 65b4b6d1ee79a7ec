import { createHash, randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { startPostgres as startServer } from '../../cli/servers/postgres.ts';
import { migrate, readMigrations } from '../../db/migrate.ts';

export interface TestServer {
  url: string;
  stop(): Promise<void>;
}

export interface TestDatabase {
  url: string;
  drop(): Promise<void>;
}

/** Where `createTestDatabase` finds the server; set by `global-servers.ts`, or by hand to use one that runs anyway. */
const serverVariable = 'PERENNIAL_TEST_POSTGRES';
const templateLock = 7_236_105;

/** A Postgres of its own, in a folder that goes with it (or DATABASE_URL's). */
export async function startPostgres(): Promise<TestServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-test-'));
  // A test's server need not outlive the machine; killing its process loses nothing all the same.
  const server = await startServer({ dataDir, settings: { fsync: 'off' } });
  return {
    url: server.url,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

/** A database of its own, copied from a template that is migrated once. */
export async function createTestDatabase(server = process.env[serverVariable]): Promise<TestDatabase> {
  if (!server) throw new Error(`${serverVariable} is not set: run \`npx vitest run --project integration\`, which starts Postgres.`);
  const admin = new pg.Client({ connectionString: at(server, 'postgres') });
  await admin.connect();
  const template = await migratedTemplate(server, admin);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${template}`);
  // Ends the lock, too.
  await admin.end();
  return {
    url: at(server, name),
    async drop() {
      const client = new pg.Client({ connectionString: at(server, 'postgres') });
      await client.connect();
      await client.query(`drop database ${name} with (force)`);
      await client.end();
    },
  };
}

/** Named after what is in it: a template of older migrations is not taken for today's. Leaves the lock held: nobody may be connected to a template. */
async function migratedTemplate(server: string, admin: pg.Client): Promise<string> {
  const content = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex').slice(0, 12);
  const template = `perennial_template_${content}`;
  await admin.query('select pg_advisory_lock($1)', [templateLock]);
  const exists = await admin.query('select 1 from pg_database where datname = $1', [template]);
  if (exists.rows.length === 0) await admin.query(`create database ${template}`);
  const migrated = await migrate(at(server, template));
  if (!migrated.ok) throw new Error(migrated.message);
  return template;
}

function at(server: string, database: string): string {
  const url = new URL(server);
  url.pathname = `/${database}`;
  return url.href;
}
