import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../test/helpers/postgres.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { readMigrations } from './migrate.ts';
import { takeItems } from './queries/batch-running.ts';
import { readRestarts } from './queries/operated-instances.ts';

let drop: () => Promise<void>;
let database: OpenDatabase;
const query = (text: string, values: unknown[] = []) => database.pool.query({ text, values });
beforeAll(async () => {
  const made = await createTestDatabase();
  ({ drop } = made);
  database = openDatabase(made.url);
  await query('alter table instance drop column restarted_from');
  await query('alter table batch drop column stopped_at');
  await query('alter table batch_item drop column taken_at, drop column due_at');
});
afterAll(async () => {
  await database?.close();
  await drop?.();
});

test('cases and batches from before the columns go on: restarts are known, what waits is taken', async () => {
  const instance = `insert into instance (id, package_key, package_version, package_hash, process, state, version, status, fact_number, started_at, updated_at)
    values ($1, 'p', 1, 'h', 'p', $2, 1, $3, 1, now(), now())`;
  for (const [id, status, state] of [
    ['old', 'cancelled', {}],
    ['new', 'open', { restartedFrom: 'old' }],
    ['other', 'completed', {}],
    ['newer', 'completed', { restartedFrom: 'other' }],
    ['plain', 'open', {}],
  ] as const)
    await query(instance, [id, JSON.stringify(state), status]);
  const batch = '00000000-0000-4000-8000-000000000001';
  await query(
    `insert into batch (id, action, parameters, filter, status, per_second, created_by, actor, created_at, lease_owner, lease_until)
      values ($1, 'suspend', '{}', '{}', 'running', 25, 'maria', '{}', now(), 'dead', now() - interval '1 minute')`,
    [batch],
  );
  const item = 'insert into batch_item (batch_id, instance_id, outcome, attempts) values ($1, $2, $3, $4)';
  for (const [id, outcome, attempts] of [
    ['plain', 'waiting', 2],
    ['new', 'waiting', 0],
    ['newer', 'done', 1],
  ] as const)
    await query(item, [batch, id, outcome, attempts]);

  const migration = readMigrations().find(({ name }) => name === '0010-batch-and-restart');
  await query(migration?.sql ?? '');

  expect(await readRestarts(database.pool, 'old')).toEqual({ status: 'cancelled', openCase: 'new' });
  expect(await readRestarts(database.pool, 'other')).toEqual({ status: 'completed', openCase: null });
  expect(await readRestarts(database.pool, 'plain')).toEqual({ status: 'open', openCase: null });
  expect(await takeItems(database.db, batch, { owner: 'next', leaseMs: 1_000, limit: 4, now: new Date() })).toEqual([
    { instanceId: 'new', attempts: 0 },
    { instanceId: 'plain', attempts: 2 },
  ]);
});
