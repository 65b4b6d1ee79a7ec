import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../test/helpers/postgres.ts';
import { type OpenDatabase, openDatabase } from './database.ts';
import { feedEnd, readFacts } from './queries/feed.ts';

let url: string;
let drop: () => Promise<void>;
let database: OpenDatabase;
beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
  database = openDatabase(url);
});
afterAll(async () => {
  await database.close();
  await drop();
});

const insert = `insert into fact (instance_id, number, at, type, version, actor, cause, body) values ($1, $2, now(), 'flowTaken', 1, 'anna', 0, '{}')`;

async function connect() {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

test('the later committer is not lost, although its number came first', async () => {
  const [early, late] = [await connect(), await connect()];
  await early.query('begin');
  await early.query(insert, ['slow', 1]);
  await late.query(insert, ['quick', 1]);
  const before = await readFacts(database.pool, '', 10);
  expect(before).toEqual([]);
  await early.query('commit');
  const all = await readFacts(database.pool, '', 10);
  expect(all.map((each) => each.instanceId).sort()).toEqual(['quick', 'slow']);
  await early.end();
  await late.end();
});

test('a reader in small steps, under many writers, sees every fact once', async () => {
  const begin = await feedEnd(database.pool);
  const seen: string[] = [];
  let position = begin;
  let writing = true;
  const reader = (async () => {
    for (;;) {
      const last = !writing;
      const facts = await readFacts(database.pool, position, 7);
      for (const each of facts) seen.push(`${each.instanceId}:${each.fact.number}`);
      position = facts.at(-1)?.position ?? position;
      if (last && facts.length === 0) return;
    }
  })();
  await Promise.all(
    Array.from({ length: 6 }, async (_, lane) => {
      const client = await connect();
      for (let number = 1; number <= 60; number += 3) {
        await client.query('begin');
        for (const each of [0, 1, 2]) await client.query(insert, [`lane-${lane}`, number + each]);
        await client.query(number % 2 ? 'commit' : 'rollback');
      }
      await client.end();
    }),
  );
  writing = false;
  await reader;
  const { rows } = await database.pool.query<{ id: string }>(
    `select instance_id || ':' || number as id from fact where instance_id like 'lane-%'`,
  );
  expect([...seen].sort()).toEqual(rows.map((row) => row.id).sort());
  expect(new Set(seen).size).toBe(seen.length);
});
