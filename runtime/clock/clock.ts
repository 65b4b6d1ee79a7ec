import { moveOffset, readClock } from '../../db/queries/installation.ts';
import type { Queryable } from '../../db/queryable.ts';
import type { Instant } from '../../engine/contract/index.ts';

/** The only now of the product: Postgres' clock plus the installation's offset. */
export interface Clock {
  now(): Instant;
  /** Measures the distance anew; called by itself every few seconds. */
  refresh(): Promise<void>;
  close(): void;
}

const refreshMs = 5_000;
const samples = 3;

/**
 * This process' clock is only used to bridge from one measurement to the next. Of some samples the one with the shortest round trip counts;
 * the monotonic clock keeps a step of this machine's time out of it.
 */
export async function createClock(
  queryable: Queryable,
  options: { refreshMs?: number; onError?: (error: unknown) => void } = {},
): Promise<Clock> {
  let base = { monotonic: 0, instant: 0 };
  async function refresh() {
    let best: { trip: number; monotonic: number; instant: number } | undefined;
    for (let sample = 0; sample < samples; sample += 1) {
      const before = performance.now();
      const reading = await readClock(queryable);
      const trip = performance.now() - before;
      if (!best || trip < best.trip) best = { trip, monotonic: before + trip / 2, instant: reading.database_ms + reading.offset_ms };
    }
    if (best) base = best;
  }
  await refresh();
  const timer = setInterval(() => void refresh().catch(options.onError ?? (() => undefined)), options.refreshMs ?? refreshMs);
  timer.unref();
  return {
    now: () => Math.round(base.instant + performance.now() - base.monotonic),
    refresh,
    close: () => clearInterval(timer),
  };
}

/** Moves the product's clock forward for everybody; tests and the demo only. Timers that become due fire by the next sweep. */
export async function moveClock(queryable: Queryable, ms: number): Promise<void> {
  if (ms < 0) throw new RangeError('The clock moves forward only: facts carry its instants in order.');
  await moveOffset(queryable, ms);
}
