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

  test('in a rush of commands it waits until people have their answers, five seconds at the longest', async () => {
    const { relay, told } = start();
    relay.committed('a', 1, true);
    const rush = async (ms: number) => {
      for (let at = 0; at < ms; at += 50) {
        relay.committed('b', 1 + at, true);
        await vi.advanceTimersByTimeAsync(50);
      }
    };
    await rush(4_000);
    expect(told).toEqual([]);
    await vi.advanceTimersByTimeAsync(300);
    expect(told.map(([id]) => id)).toEqual(['a', 'b']);
    relay.committed('a', 2, true);
    await rush(4_800);
    expect(told).toHaveLength(2);
    await rush(400);
    expect(told.at(2)).toEqual(['a', 2]);
  });

  test('a case that never stands still is told all the same', async () => {
    const { relay, told } = start();
    for (let number = 1; number <= 60; number += 1) {
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

describe('while Temporal is away', () => {
  const away = Object.assign(new Error('unavailable'), { code: 14, details: '', metadata: {} });
  const refused = Object.assign(new Error('invalid'), { code: 3, details: '', metadata: {} });

  test('one call tries, ever more seldom; then everybody is told once', async () => {
    const calls: string[] = [];
    let answers = false;
    const tell = async (id: string) => {
      calls.push(id);
      if (!answers) throw away;
    };
    const relay = createRelay({ pool, tell });
    for (let number = 0; number < 50; number += 1) relay.committed(`i${number}`, 1);
    await vi.advanceTimersByTimeAsync(60_000);
    expect(relay.paused()).toBe(true);
    expect(calls.length).toBeLessThan(25);
    answers = true;
    calls.length = 0;
    await vi.advanceTimersByTimeAsync(11_000);
    expect(relay.paused()).toBe(false);
    expect(new Set(calls).size).toBe(50);
    expect(calls).toHaveLength(50);
  });

  test('an answer that refuses one instance ends the pause', async () => {
    const errors = [away, refused];
    const relay = createRelay({
      pool,
      tell: async () => {
        const error = errors.shift();
        if (error) throw error;
      },
    });
    relay.committed('a', 1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(errors).toEqual([]);
    expect(relay.paused()).toBe(false);
    expect(relay.waiting()).toBe(0);
  });

  test('memory is bounded: whoever does not fit is left to the sweeper', async () => {
    const relay = createRelay({
      pool,
      capacity: 10,
      tell: async () => {
        throw away;
      },
    });
    for (let number = 0; number < 1_000; number += 1) relay.committed(`i${number}`, 1);
    await vi.advanceTimersByTimeAsync(500);
    expect(relay.waiting()).toBeLessThanOrEqual(11);
  });
});
