import { addIsoDuration, parseIsoDuration } from '../calendar/iso.ts';
import { type Pause, runWithPauses } from '../calendar/pauses.ts';
import { addWorkingMs, addWorkingTime, NoWorkingTime, subtractWorkingTime, workingTimeBetween } from '../calendar/working-time.ts';
import type { CalendarDefinition } from '../contract/index.ts';
import { bad, good, type Result } from './failure.ts';
import { keepableInstant } from './keepable.ts';

/** Working time of a calendar, or the clock round the day without one; what cannot be computed is a failure. */
export interface Clock {
  calendar: CalendarDefinition | null;
  zone: string;
}

export function durationAfter(clock: Clock, from: number, duration: string): Result<number> {
  return shift(clock, duration, () =>
    clock.calendar ? addWorkingTime(clock.calendar, from, duration) : addIsoDuration(from, duration, clock.zone),
  );
}

export function durationBefore(clock: Clock, from: number, duration: string): Result<number> {
  return shift(clock, duration, () =>
    clock.calendar ? subtractWorkingTime(clock.calendar, from, duration) : addIsoDuration(from, negated(duration), clock.zone),
  );
}

/** The instant by which `percent` of the working time between two instants is used. */
export function shareBetween(clock: Clock, from: number, to: number, percent: number): Result<number> {
  const { calendar } = clock;
  if (!calendar) return good(Math.round(from + ((to - from) * percent) / 100));
  return shift(clock, 'PT0S', () => addWorkingMs(calendar, from, Math.round((workingTimeBetween(calendar, from, to) * percent) / 100)));
}

/** Where `plain`, counted from `start`, lies once the clock stood still for these pauses, all of them over. */
export function movedOn(clock: Clock, start: number, plain: number, pauses: Pause[]): Result<number> {
  if (pauses.length === 0) return good(plain);
  return shift(clock, 'PT0S', () => runWithPauses(clock.calendar, start, plain, pauses).due ?? plain);
}

function shift({ calendar }: Clock, duration: string, compute: () => number): Result<number> {
  if (parseIsoDuration(duration) === null) return bad('timer', `"${duration}" is no duration`);
  try {
    return keepableInstant(`The date "${duration}" leads to`, compute());
  } catch (error) {
    if (error instanceof NoWorkingTime) return bad('timer', `The calendar "${calendar?.name}" has no working time near`);
    throw error;
  }
}

function negated(duration: string): string {
  return duration.startsWith('-') ? duration.slice(1) : `-${duration}`;
}
