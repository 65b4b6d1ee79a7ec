import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { migrate, readMigrations } from '../../db/migrate.ts';

/** A database of its own, copied from a migrated template. */
export async function createTestDatabase(): Promise<{ url: string; drop(): Promise<void> }> {
  const base = process.env.PERENNIAL_TEST_POSTGRES ?? 'postgres://postgres:x@127.0.0.1:54871';
  const admin = new pg.Client({ connectionString: `${base}/postgres` });
  await admin.connect();
  // Named after what is in it: a template of older migrations is not taken for today's.
  const content = createHash('sha256').update(JSON.stringify(readMigrations())).digest('hex').slice(0, 12);
  const template = `perennial_template_${content}`;
  await admin.query('select pg_advisory_lock(77)');
  const exists = (await admin.query('select 1 from pg_database where datname = $1', [template])).rows.length > 0;
  if (!exists) await admin.query(`create database ${template}`);
  const migrated = await migrate(`${base}/${template}`);
  if (!migrated.ok) throw new Error(migrated.message);
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await admin.query(`create database ${name} template ${template}`);
  await admin.query('select pg_advisory_unlock(77)');
  return {
    url: `${base}/${name}`,
    async drop() {
      await admin.query(`drop database ${name} with (force)`);
      await admin.end();
    },
  };
}
