import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createRelay } from './relay.ts';

const pool = { query: async () => ({ rows: [], rowCount: 0 }) } as never;

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function start(calmMs = 1_000) {
  const told: [string, number][] = [];
  const relay = createRelay({ pool, calmMs, tell: async (id, number) => void told.push([id, number]) });
  return { relay, told };
}

describe('telling a calm instance', () => {
  test('rests, and what follows meanwhile is told with it in one signal', async () => {
    const { relay, told } = start();
    relay.committed('a', 1, true);
    relay.committed('a', 2, true);
    await vi.advanceTimersByTimeAsync(900);
    relay.committed('a', 3, true);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(400);
    expect(told).toEqual([['a', 3]]);
  });

  test('work for the world ends the rest at once', async () => {
    const { relay, told } = start();
    relay.committed('a', 1, true);
    relay.committed('a', 2);
    await vi.advanceTimersByTimeAsync(1);
    expect(told).toEqual([['a', 2]]);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(told).toEqual([['a', 2]]);
  });

  test('a case that never stands still is told all the same', async () => {
    const { relay, told } = start();
    for (let number = 1; number <= 30; number += 1) {
      relay.committed('a', number, true);
      await vi.advanceTimersByTimeAsync(100);
    }
    expect(told.length).toBeGreaterThanOrEqual(2);
  });

  test('whoever waits for idleness does not wait for the rest', async () => {
    const { relay, told } = start(60_000);
    relay.committed('a', 1, true);
    const idle = relay.idle();
    await vi.advanceTimersByTimeAsync(1);
    await idle;
    expect(told).toEqual([['a', 1]]);
  });
});
