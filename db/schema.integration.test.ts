import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createTestDatabase } from '../test/helpers/postgres.ts';
import { openDatabase } from './database.ts';
import { describeSchema } from './describe-schema.ts';
import { migrate, readMigrations } from './migrate.ts';

let database: Awaited<ReturnType<typeof createTestDatabase>>;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

describe('the schema', () => {
  test('is the committed one (a new migration: vitest -u, and read the difference)', async () => {
    const { pool, close } = openDatabase(database.url);
    await expect(await describeSchema(pool)).toMatchFileSnapshot('./schema.sql');
    await close();
  });

  test('is migrated once, however often it is asked for', async () => {
    const lines: string[] = [];
    const newest = readMigrations().at(-1)!.version;
    expect(await migrate(database.url, (line) => lines.push(line))).toEqual({ ok: true, from: newest, to: newest });
    expect(lines).toEqual([]);
  });

  test('of a newer release is refused in one line', async () => {
    const migrations = readMigrations();
    const newer = [...migrations, { version: 9_999, name: '9999-future', sql: 'create table future (id integer)' }];
    await Promise.all([migrate(database.url, undefined, newer), migrate(database.url, undefined, newer)]);
    const refused = await migrate(database.url, undefined, migrations);
    expect(refused).toMatchObject({ ok: false, code: 'newerDatabase' });
    expect(refused.ok || refused.message).toMatch(/^The database is at version 9999, this release knows \d+: [^\n]+$/);
  });

  test('a migration that fails leaves nothing of itself', async () => {
    const broken = [...readMigrations(), { version: 10_000, name: '10000-broken', sql: 'create table half (id integer); select broken' }];
    await expect(migrate(database.url, undefined, broken)).rejects.toThrow('migration 10000-broken failed');
    const { pool, close } = openDatabase(database.url);
    expect((await pool.query(`select to_regclass('half') as half`)).rows).toEqual([{ half: null }]);
    await close();
  });
});
