import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { dayIntervals, type WorkingInterval } from './day-intervals.ts';
import { addWorkingMs, addWorkingTime, intervalsBetween, workingTimeBetween } from './working-time.ts';

/** A time in which the clock stood still: the case was suspended, or waited for the customer. */
export interface Pause {
  from: Instant;
  /** Absent = still standing. */
  to?: Instant;
}

/** How a deadline came about, in the order it is told. */
export interface DeadlineExplanation {
  start: Instant;
  calendar: { name: string; version: number; zone: string };
  duration: string;
  /** Working milliseconds the duration stands for, from `start`. */
  totalMs: number;
  /** Working intervals used, pauses cut out, in order. The first `shownIntervals` of `intervals`. */
  used: WorkingInterval[];
  intervals: number;
  /** Pauses that cost working time: used before, left after, working milliseconds. */
  pauses: { from: Instant; to?: Instant; usedMs: number; leftMs: number }[];
  /** Null while a pause lasts. */
  due: Instant | null;
}

const shownIntervals = 100;

/** The deadline `isoDuration` of working time after `start`, moved on by `pauses` (in order, apart), with its reasons. */
export function explainDeadline(
  calendar: CalendarDefinition,
  start: Instant,
  isoDuration: string,
  pauses: Pause[] = [],
): DeadlineExplanation {
  const plain = addWorkingTime(calendar, start, isoDuration);
  const totalMs = workingTimeBetween(calendar, start, plain);
  const used: WorkingInterval[] = [];
  const told: DeadlineExplanation['pauses'] = [];
  let running: Instant | null = start;
  let left = totalMs;
  let due: Instant | null = plain;
  for (const pause of pauses) {
    if (running === null || due === null || pause.from >= due) break;
    const from = Math.max(pause.from, start);
    used.push(...intervalsBetween(dayIntervals(calendar), running, from));
    left -= workingTimeBetween(calendar, running, from);
    told.push({ from, to: pause.to, usedMs: totalMs - left, leftMs: left });
    running = pause.to ?? null;
    due = running === null ? null : addWorkingMs(calendar, running, left);
  }
  if (running !== null && due !== null) used.push(...intervalsBetween(dayIntervals(calendar), running, due));
  const { name, version, zone } = calendar;
  return {
    start,
    calendar: { name, version, zone },
    duration: isoDuration,
    totalMs,
    used: used.slice(0, shownIntervals),
    intervals: used.length,
    pauses: told,
    due,
  };
}
