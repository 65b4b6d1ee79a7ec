import { afterAll, beforeAll, expect, test } from 'vitest';
import { markTold, readNext } from '../../db/queries/carry.ts';
import type { Relay } from '../relay/index.ts';
import { anna, done, type Fixture, openFixture } from '../testing/door-fixture.ts';
import { createSweeper } from './sweeper.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const cases = 260;

/** A relay that signals at once, and remembers whom. */
function listening(): { relay: Relay; heard: () => string[] } {
  let told: string[] = [];
  const relay = { paused: () => false, waiting: () => 0, tell: (id: string) => void told.push(id) } as unknown as Relay;
  return {
    relay,
    heard: () => {
      const heard = told;
      told = [];
      return heard;
    },
  };
}

test('a large import begins as there is room, and nobody waits behind it', async () => {
  const door = fixture.openDoor();
  for (let row = 0; row < cases; row += 1) {
    const start = { instanceId: `bulk-${row}`, commandId: `bulk-${row}`, packageKey: 'test-payment', variables: { order: `B-${row}` } };
    done(await door.startInstance({ ...start, records: [], actor: anna, bulk: true }));
  }
  expect(fixture.told).toEqual([]);

  let waiting = 0;
  const { relay, heard } = listening();
  const pool = fixture.database.pool;
  const sweeper = createSweeper({ pool, relay, sweepMessages: async () => undefined, backlog: async () => waiting, everyMs: 0 });
  const sweep = async () => {
    // The door's clock stands a few months ahead of Postgres'.
    await sweeper.sweep({ untoldMs: -1e11, staleJobMs: 1e11 });
    const told = heard();
    await markTold(
      pool,
      told.map((instanceId) => ({ instanceId, number: 1 })),
    );
    return told;
  };
  const begun = new Set<string>();
  const first = await sweep();
  expect(first).toHaveLength(100);
  // None of them has asked: only two more, so that nothing stands still for ever.
  expect(await sweep()).toHaveLength(2);
  for (const id of first) await readNext(pool, id, 'd1');
  // They asked, but their jobs wait in Temporal.
  waiting = 80;
  expect(await sweep()).toHaveLength(18);
  waiting = 0;
  for (let round = 0; round < 100 && begun.size < cases - 120; round += 1) {
    for (const id of await sweep()) {
      begun.add(id);
      await readNext(pool, id, 'd1');
    }
  }
  expect(begun.size).toBe(cases - 120);
  await sweeper.close();
});

test('whoever waits in Temporal behind others is not told again and again: that would only make the others wait longer', async () => {
  const ids = Array.from({ length: 120 }, (_, row) => `queued-${row}`);
  const door = fixture.openDoor();
  for (const id of ids) {
    const start = { instanceId: id, commandId: id, packageKey: 'test-payment', variables: { order: id }, records: [], actor: anna };
    done(await door.startInstance({ ...start, bulk: true }));
  }
  const { pool } = fixture.database;
  await markTold(
    pool,
    ids.map((instanceId) => ({ instanceId, number: 1 })),
  );
  let waiting = 5_000;
  const { relay, heard } = listening();
  const sweeper = createSweeper({ pool, relay, sweepMessages: async () => undefined, backlog: async () => waiting, everyMs: 0 });
  // The time that one rests between two tellings has passed, and nothing else is due.
  const sweep = async () => {
    await sweeper.sweep({ untoldMs: 1e12, unseenMs: -1e11, staleJobMs: 1e12, overdueMs: 1e12 });
    return heard().filter((id) => ids.includes(id)).length;
  };
  expect(await sweep()).toBeLessThanOrEqual(2);
  waiting = 0;
  expect(await sweep()).toBeGreaterThan(50);
  await sweeper.close();
});

test('while Temporal is away, messages expire and promised cases start all the same', async () => {
  const { relay } = listening();
  let swept = 0;
  const sweepMessages = async () => {
    swept += 1;
  };
  const away = { ...relay, paused: () => true };
  const sweeper = createSweeper({ pool: fixture.database.pool, relay: away, sweepMessages, everyMs: 0 });
  for (let pass = 0; pass < 6; pass += 1) expect(await sweeper.sweep()).toBe(0);
  expect(swept).toBe(2);
  await sweeper.close();
});

test('a fault there is reported, and the others are told', async () => {
  const door = fixture.openDoor();
  const start = { instanceId: 'told', commandId: 'told', packageKey: 'test-payment', variables: { order: 'T' }, records: [], actor: anna };
  done(await door.startInstance({ ...start, bulk: true }));
  const { relay, heard } = listening();
  const faults: unknown[] = [];
  const sweepMessages = async () => {
    throw new Error('cannot be started');
  };
  const onError = (fault: unknown) => faults.push(fault);
  const sweeper = createSweeper({ pool: fixture.database.pool, relay, sweepMessages, everyMs: 0, onError });
  for (let pass = 0; pass < 3; pass += 1) await sweeper.sweep({ untoldMs: -1e11, unseenMs: -1e11, staleJobMs: 1e11 });
  expect(heard()).toContain('told');
  expect(faults).toHaveLength(1);
  await sweeper.close();
});
