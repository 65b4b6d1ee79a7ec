import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { type Pause, timeBetween } from './pauses.ts';

/** When a piece of work could be begun, was begun and was done. */
export interface TaskMoments {
  /** Its creation, or the call-back that was agreed. */
  availableAt: Instant;
  claimedAt: Instant | null;
  endedAt: Instant;
  /** When it waited for the customer. */
  pauses: Pause[];
}

/** Milliseconds of working time (round the clock without a calendar). */
export interface TaskTimes {
  /** From available to claimed, or to done by somebody who never claimed it. */
  queueingMs: number;
  /** From claimed to done. */
  handlingMs: number;
  /** Of both, what it waited for the customer; in neither. */
  pausedMs: number;
}

/** Where the time of a task went. What lies in pauses belongs to nobody; a claim before the work was available counts from then. */
export function taskTimes(calendar: CalendarDefinition | null, { availableAt, claimedAt, endedAt, pauses }: TaskMoments): TaskTimes {
  const end = Math.max(endedAt, availableAt);
  const claimed = claimedAt === null ? end : Math.min(Math.max(claimedAt, availableAt), end);
  const paused = (from: Instant, to: Instant) =>
    pauses.reduce((sum, pause) => {
      const [begin, stop] = [Math.max(pause.from, from), Math.min(pause.to ?? to, to)];
      return begin < stop ? sum + timeBetween(calendar, begin, stop) : sum;
    }, 0);
  const [queuePaused, handlingPaused] = [paused(availableAt, claimed), paused(claimed, end)];
  return {
    queueingMs: timeBetween(calendar, availableAt, claimed) - queuePaused,
    handlingMs: timeBetween(calendar, claimed, end) - handlingPaused,
    pausedMs: queuePaused + handlingPaused,
  };
}
