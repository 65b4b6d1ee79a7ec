import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { dayIntervals, type WorkingInterval } from './day-intervals.ts';
import { addIsoDuration } from './iso-duration.ts';
import { type Pause, type Run, runWithPauses } from './pauses.ts';
import { addWorkingTime, intervalsBetween } from './working-time.ts';

export type { Pause } from './pauses.ts';

/** How a deadline came about, in the order it is told. */
export interface DeadlineExplanation {
  start: Instant;
  /** Null: round the clock. */
  calendar: { name: string; version: number; zone: string } | null;
  duration: string;
  /** Milliseconds (of working time, with a calendar) the duration stands for, from `start`. */
  totalMs: number;
  /** Intervals used, closed hours and pauses cut out, in order. The first `shownIntervals` of `intervals`. */
  used: WorkingInterval[];
  intervals: number;
  /** Pauses that began before due: used before, left after, milliseconds as `totalMs`. */
  pauses: Run['pauses'];
  /** Days between start and due that are not as their weekday is: holidays (`closed`), short and moved ones. The first `shownIntervals`. */
  specialDays: { date: string; name?: string; closed: boolean }[];
  /** Null while a pause lasts. */
  due: Instant | null;
}

const shownIntervals = 100;
const dayMs = 86_400_000;

/** The deadline `isoDuration` after `start`, moved on by `pauses` (in order, apart), with its reasons. `zone`: of a clock without a calendar. */
export function explainDeadline(
  calendar: CalendarDefinition | null,
  start: Instant,
  isoDuration: string,
  pauses: Pause[] = [],
  zone = 'UTC',
): DeadlineExplanation {
  const plain = calendar ? addWorkingTime(calendar, start, isoDuration) : addIsoDuration(start, isoDuration, zone);
  const run = runWithPauses(calendar, start, plain, pauses);
  const used = calendar ? run.legs.flatMap(({ from, to }) => [...intervalsBetween(dayIntervals(calendar), from, to)]) : run.legs;
  return {
    start,
    calendar: calendar && { name: calendar.name, version: calendar.version, zone: calendar.zone },
    duration: isoDuration,
    totalMs: run.totalMs,
    used: used.slice(0, shownIntervals),
    intervals: used.length,
    pauses: run.pauses,
    specialDays: calendar ? specialDays(calendar, start, run.due ?? run.pauses.at(-1)?.from ?? start) : [],
    due: run.due,
  };
}

function specialDays(calendar: CalendarDefinition, from: Instant, to: Instant): DeadlineExplanation['specialDays'] {
  const days = dayIntervals(calendar);
  const [first, last] = [days.dayOf(from), days.dayOf(to)].map((day) => new Date(day * dayMs).toISOString().slice(0, 10)) as [
    string,
    string,
  ];
  return Object.entries(calendar.days)
    .filter(([date]) => date >= first && date <= last)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(0, shownIntervals)
    .map(([date, intervals]) => {
      const name = calendar.names?.[date];
      return { date, ...(name === undefined ? {} : { name }), closed: intervals.length === 0 };
    });
}
