import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Queryable } from '../db/queryable.ts';
import { defaultLimits, type Effect } from '../engine/contract/index.ts';
import { ChainCounts } from './chain-counts.ts';
import { type Fixture, openFixture } from './testing/door-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** A chain's counts by the real rows, the queries they took, and a clock moved by hand. */
function counts(limit: number) {
  const asked: string[] = [];
  const { pool } = fixture.database;
  const queryable = {
    query: (query: { name: string; text: string; values: unknown[] }) => {
      asked.push(query.name);
      return pool.query(query);
    },
  } as Queryable;
  const clock = { at: 0 };
  const made = new ChainCounts({ ...defaultLimits, chain: limit }, () => clock.at);
  return { asked, clock, made, left: (...chains: string[]) => made.left(queryable, chains) };
}
const throwIn = (chain: string, count: number) =>
  fixture.database.pool.query({
    text: `insert into signal (id, name, payload, thrown_by, thrown_at, chain, hops)
      select $1 || '/' || gen_random_uuid(), 'go', '{}', 'anna', now(), $1, 2 from generate_series(1, $2::integer)`,
    values: [chain, count],
  });
const effects = (id: string, count: number, hops = 2): Effect[] =>
  Array.from({ length: count }, () => ({ type: 'broadcastSignal', signalId: 'x', name: 'go', payload: {}, chain: { id, hops } }));

test('a wide chain is counted once a second, not for each command', async () => {
  const chain = randomUUID();
  await throwIn(chain, 10);
  const { asked, clock, left } = counts(5);
  for (let command = 0; command < 100; command += 1) expect(await left(chain)).toEqual({ [chain]: 0 });
  expect(asked).toEqual(['chain_thrown', 'chain_wide']);
  clock.at += 1_000;
  await left(chain);
  expect(asked).toHaveLength(4);
});

test('what this process throws meanwhile counts at once, and is never the last word', async () => {
  const chain = randomUUID();
  const { asked, made, left } = counts(5);
  expect(await left(chain)).toEqual({ [chain]: 5 });
  made.thrown([...effects(chain, 3), ...effects(chain, 7, 1), ...effects('other', 9)]);
  expect(await left(chain)).toEqual({ [chain]: 2 });
  expect(asked).toHaveLength(1);
  made.thrown(effects(chain, 2));
  expect(await left(chain)).toEqual({ [chain]: 5 });
  expect(asked).toHaveLength(2);
});

test('many chains at a time are counted by one query', async () => {
  const chains = Array.from({ length: 500 }, () => randomUUID());
  await throwIn(chains[7] ?? '', 2);
  const { asked, left } = counts(5);
  const found = await left(...chains);
  expect([Object.keys(found).length, found[chains[7] ?? ''], found[chains[8] ?? '']]).toEqual([500, 3, 5]);
  expect(asked).toEqual(['chain_thrown']);
});
