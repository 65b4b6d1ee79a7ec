import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { addWorkingMs, workingTimeBetween } from './working-time.ts';

/** A time in which the clock stood still: the case was suspended, or waited for the customer. */
export interface Pause {
  from: Instant;
  /** Absent = still standing. */
  to?: Instant;
}

/** How time ran from `start` to the due instant, pauses cut out. */
export interface Run {
  /** Null while a pause lasts. */
  due: Instant | null;
  /** Milliseconds (of working time, with a calendar) from start to due. */
  totalMs: number;
  /** When the clock ran, in order, nights included. */
  legs: { from: Instant; to: Instant }[];
  /** Pauses that began before due: used before, left after, milliseconds as `totalMs`. */
  pauses: { from: Instant; to?: Instant; usedMs: number; leftMs: number }[];
}

/** Milliseconds of working time, or round the clock without a calendar; negative when b is before a. */
export function timeBetween(calendar: CalendarDefinition | null, a: Instant, b: Instant): number {
  return calendar ? workingTimeBetween(calendar, a, b) : b - a;
}

/** The mirror image of `timeBetween`. */
export function addTime(calendar: CalendarDefinition | null, from: Instant, ms: number): Instant {
  return calendar ? addWorkingMs(calendar, from, ms) : from + ms;
}

/**
 * Moves a due instant on by the pauses (in order, apart from one another): what was left when one began runs on from its end.
 * So a pause over closed hours costs nothing, and nothing is counted twice (pain P42). A pause that was over before `start`,
 * or that began when all was used, changes nothing.
 */
export function runWithPauses(calendar: CalendarDefinition | null, start: Instant, plainDue: Instant, pauses: Pause[]): Run {
  const totalMs = timeBetween(calendar, start, plainDue);
  const run: Run = { due: plainDue, totalMs, legs: [], pauses: [] };
  let running = start;
  let left = totalMs;
  for (const pause of pauses) {
    if (run.due === null || pause.from >= run.due) break;
    if (pause.to !== undefined && pause.to <= running) continue;
    const from = Math.max(pause.from, running);
    if (from > running) run.legs.push({ from: running, to: from });
    left -= timeBetween(calendar, running, from);
    run.pauses.push({ from, ...(pause.to === undefined ? {} : { to: pause.to }), usedMs: totalMs - left, leftMs: left });
    if (pause.to === undefined) run.due = null;
    else {
      running = pause.to;
      run.due = addTime(calendar, running, left);
    }
  }
  if (run.due !== null && run.due > running) run.legs.push({ from: running, to: run.due });
  return run;
}

/** Where a due instant lies after one more pause that is over: what was left at its beginning, from its end. One that had come stays. */
export function shiftByPause(calendar: CalendarDefinition | null, due: Instant, pause: Required<Pause>): Instant {
  return due <= pause.from ? due : addTime(calendar, pause.to, timeBetween(calendar, pause.from, due));
}
