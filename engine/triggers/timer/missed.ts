import { type CycleClock, cycleFiringAt, parseCycle } from '../../calendar/cycle.ts';
import { nextCycleFiring } from '../../calendar/iso.ts';
import { NoWorkingTime } from '../../calendar/working-time.ts';
import type { Instant, TimerState } from '../../contract/index.ts';
import { nextFiring } from './behaviour.ts';

/** Firings of a cycle made up for one by one when they were missed: more than a day of one a minute. */
export const mostMadeUp = 2_000;
/** Firings in working time looked through at once: each is counted from the one before. */
const mostLooked = 10_000;

/**
 * The firing after one that comes at `now`. Those that are due by then were missed: two thousand are made up for, one after the other, and what is
 * left is skipped and said so by `skippedFrom`, or a cycle that begins far in the past would never catch up. Null = the cycle is over.
 */
export function firingAfter(timer: TimerState, now: Instant, clock: CycleClock): Omit<TimerState, 'id'> | null {
  const next = nextFiring(timer, clock);
  if (!next || next.dueAt > now) return next;
  const missed = (timer.missed ?? 0) + 1;
  if (missed < mostMadeUp) return { ...next, missed };
  const after = afterNow(next, now, clock);
  return after && { ...after, skippedFrom: next.dueAt };
}

function afterNow(timer: Omit<TimerState, 'id'>, now: Instant, clock: CycleClock): Omit<TimerState, 'id'> | null {
  const cycle = parseCycle(timer.rule);
  if (!cycle) return null;
  if (cycle.kind === 'cron') {
    const dueAt = inWorkingTime(() => cycleFiringAt(cycle, 0, timer.armedAt, now, clock));
    return dueAt === null ? null : { ...timer, dueAt };
  }
  if (!clock.calendar) {
    const found = nextCycleFiring(cycle.interval, timer.armedAt, now, clock.zone);
    if (!found) return null;
    const { count } = cycle.interval;
    return { ...timer, dueAt: found.at, firing: found.index, ...(count === undefined ? {} : { remaining: count - 1 - found.index }) };
  }
  let last = timer;
  for (let looked = 0; looked < mostLooked && last.dueAt <= now; looked += 1) {
    const next = nextFiring({ ...last, id: 0 }, clock);
    if (!next) return null;
    last = next;
  }
  return last;
}

function inWorkingTime(compute: () => number | null): number | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoWorkingTime) return null;
    throw error;
  }
}
