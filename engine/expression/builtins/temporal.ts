import type { Run } from '../run/run.ts';
import { dayNumber, weekdayOf } from '../values/calendar-day.ts';
import { same } from '../values/compare.ts';
import { FeelDate } from '../values/feel-date.ts';
import { FeelDateTime } from '../values/feel-date-time.ts';
import { FeelTime } from '../values/feel-time.ts';
import { kindOf } from '../values/kind.ts';
import { namedZone, utc, type Zone } from '../values/zone.ts';
import { overload } from './define.ts';

const days = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const months = 'January|February|March|April|May|June|July|August|September|October|November|December'.split('|');

export const temporalFunctions = [
  overload('now() -> dateTime', (run) => nowOf(run)),
  overload('today() -> date', (run) => nowOf(run).date),
  overload('day of year(date: date|dateTime) -> number', (_run, date: FeelDate | FeelDateTime) => {
    const { year, number } = dayOf(date);
    return number - dayNumber(year, 1, 1) + 1;
  }),
  overload('day of week(date: date|dateTime) -> string', (_run, date: FeelDate | FeelDateTime) => days[dayOf(date).weekday - 1]),
  overload('month of year(date: date|dateTime) -> string', (_run, date: FeelDate | FeelDateTime) => months[dayOf(date).month - 1]),
  overload('week of year(date: date|dateTime) -> number', (_run, date: FeelDate | FeelDateTime) => weekOf(dayOf(date))),
  overload('is(value1: any, value2: any) -> boolean', (run, a: unknown, b: unknown) => isTheSame(run, a, b)),
];

function nowOf(run: Run): FeelDateTime {
  const { now, zone } = run.env;
  return FeelDateTime.ofInstant(now, zoneOf(zone));
}

function zoneOf(name: string | undefined): Zone {
  return name === undefined || name === 'UTC' ? utc : (namedZone(name) ?? utc);
}

function dayOf(value: FeelDate | FeelDateTime): FeelDate {
  return value instanceof FeelDateTime ? value.date : value;
}

/** ISO 8601: the week of a year's first Thursday is its first. */
function weekOf(date: FeelDate): number {
  const thursday = date.number + 4 - date.weekday;
  const year = FeelDate.ofNumber(thursday)?.year ?? date.year;
  const first = dayNumber(year, 1, 4);
  return Math.floor((thursday - (first + 1 - weekdayOf(first))) / 7) + 1;
}

/** The same value of the same kind; of times, told in the same zone. */
function isTheSame(run: Run, a: unknown, b: unknown): boolean {
  if (kindOf(a) !== kindOf(b)) return false;
  if (a instanceof FeelTime && b instanceof FeelTime) return a.nanos === b.nanos && a.offset === b.offset;
  if (a instanceof FeelDateTime && b instanceof FeelDateTime)
    return a.date.number === b.date.number && a.time.nanos === b.time.nanos && a.offset === b.offset;
  return same(a, b, run);
}
