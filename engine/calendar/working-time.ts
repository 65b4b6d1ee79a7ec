import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { type DayIntervals, type DayNumber, dayIntervals, type WorkingInterval } from './day-intervals.ts';
import { addDays, addMonths, type IsoDuration, requireDuration } from './iso-duration.ts';
import { toInstant, toLocal } from './zone.ts';

export type { WorkingInterval } from './day-intervals.ts';

/** A calendar without working time near: none within three years. `checkCalendar` finds empty ones beforehand. */
export class NoWorkingTime extends Error {}

const searchDays = 3 * 366;
const dayMs = 86_400_000;

/**
 * The instant by which `isoDuration` of working time has passed since `from`.
 *
 * Hours, minutes and seconds are counted in working time; an interval's end belongs to it, so eight hours from Monday 09:00
 * end on Monday 17:00. A day is the next working day at the same clock time, moved into that day's intervals where they
 * do not hold it (a short day: to its end). Weeks, months and years go by the calendar and then to the next opening.
 * Larger units first. A start outside working time stands for the next opening.
 */
export function addWorkingTime(calendar: CalendarDefinition, from: Instant, isoDuration: string | IsoDuration): Instant {
  return shift(dayIntervals(calendar), from, requireDuration(isoDuration), 1);
}

/** The mirror image: a start outside working time stands for the last closing. */
export function subtractWorkingTime(calendar: CalendarDefinition, from: Instant, isoDuration: string): Instant {
  return shift(dayIntervals(calendar), from, requireDuration(isoDuration), -1);
}

/** As `addWorkingTime`, in milliseconds of working time; negative goes back. */
export function addWorkingMs(calendar: CalendarDefinition, from: Instant, ms: number): Instant {
  const days = dayIntervals(calendar);
  return ms < 0 ? countBack(days, from, -ms) : countOn(days, from, ms);
}

/** Working milliseconds from a to b; negative when b is before a. */
export function workingTimeBetween(calendar: CalendarDefinition, a: Instant, b: Instant): number {
  if (b < a) return -workingTimeBetween(calendar, b, a);
  let total = 0;
  for (const { from, to } of intervalsBetween(dayIntervals(calendar), a, b)) total += to - from;
  return total;
}

export function isWorkingTime(calendar: CalendarDefinition, t: Instant): boolean {
  const interval = intervalAt(dayIntervals(calendar), t);
  return interval !== null && t < interval.to;
}

/** `t` itself within working time, else the next beginning of it. */
export function nextOpening(calendar: CalendarDefinition, t: Instant): Instant {
  const days = dayIntervals(calendar);
  const interval = intervalAt(days, t);
  return interval && t < interval.to ? t : openingAfter(days, t);
}

/** Working intervals between two instants, cut to them. */
export function* intervalsBetween(days: DayIntervals, a: Instant, b: Instant): Generator<WorkingInterval> {
  const lastDay = days.dayOf(b);
  for (let day = days.dayOf(a) - 1; day <= lastDay; day++) {
    for (const { from, to } of days.on(day)) {
      if (to > a && from < b) yield { from: Math.max(from, a), to: Math.min(to, b) };
    }
  }
}

function shift(days: DayIntervals, start: Instant, duration: IsoDuration, direction: 1 | -1): Instant {
  const sign = duration.negative ? -direction : direction;
  let t = start;
  const months = duration.years * 12 + duration.months;
  if (months > 0 || duration.weeks > 0) {
    const local = addDays(addMonths(toLocal(t, days.zone), months * sign), duration.weeks * 7 * sign);
    t = settle(days, toInstant(local, days.zone), sign);
  }
  if (duration.days > 0) t = shiftDays(days, settle(days, t, sign), duration.days, sign);
  return sign > 0 ? countOn(days, t, duration.ms) : countBack(days, t, duration.ms);
}

/** Into working time, ends included: on to the next opening, or back to the last closing. */
function settle(days: DayIntervals, t: Instant, sign: number): Instant {
  if (intervalAt(days, t)) return t;
  return sign > 0 ? openingAfter(days, t) : closingBefore(days, t);
}

function shiftDays(days: DayIntervals, t: Instant, count: number, sign: number): Instant {
  const own = dayHolding(days, t);
  const clock = toLocal(t, days.zone) - own * dayMs;
  let day = own;
  for (let left = count; left > 0; left--) day = nextWorkingDay(days, day, sign);
  const wanted = toInstant(day * dayMs + clock, days.zone);
  return moveInto(days.on(day), wanted);
}

/** `wanted` if an interval holds it, else the end of the interval before it, else the day's beginning. */
function moveInto(intervals: WorkingInterval[], wanted: Instant): Instant {
  let best = (intervals[0] as WorkingInterval).from;
  for (const { from, to } of intervals) {
    if (wanted >= from) best = Math.min(wanted, to);
  }
  return best;
}

function nextWorkingDay(days: DayIntervals, day: DayNumber, sign: number): DayNumber {
  for (let step = 1; step <= searchDays; step++) {
    if (days.on(day + step * sign).length > 0) return day + step * sign;
  }
  throw new NoWorkingTime('The calendar has no working day within three years.');
}

/** The day whose intervals hold `t`: for a night shift the day it began. */
function dayHolding(days: DayIntervals, t: Instant): DayNumber {
  const day = days.dayOf(t);
  return days.on(day - 1).some(({ from, to }) => from <= t && t <= to) && !days.on(day).some(({ from, to }) => from <= t && t <= to)
    ? day - 1
    : day;
}

/** The interval that holds `t`, its end included. Where one ends as another begins: the later. */
function intervalAt(days: DayIntervals, t: Instant): WorkingInterval | null {
  const day = days.dayOf(t);
  let found: WorkingInterval | null = null;
  for (const candidate of [day - 1, day]) {
    for (const interval of days.on(candidate)) if (interval.from <= t && t <= interval.to) found = interval;
  }
  return found;
}

function openingAfter(days: DayIntervals, t: Instant): Instant {
  const first = days.dayOf(t) - 1;
  for (let day = first; day < first + searchDays; day++) {
    for (const { from } of days.on(day)) if (from > t) return from;
  }
  throw new NoWorkingTime('The calendar has no working time within three years.');
}

function closingBefore(days: DayIntervals, t: Instant): Instant {
  const first = days.dayOf(t);
  for (let day = first; day > first - searchDays; day--) {
    const closed = days.on(day).filter(({ to }) => to < t);
    const latest = closed[closed.length - 1];
    if (latest) return latest.to;
  }
  throw new NoWorkingTime('The calendar has no working time within three years.');
}

function countOn(days: DayIntervals, start: Instant, ms: number): Instant {
  if (ms === 0) return start;
  let left = ms;
  let idle = 0;
  for (let day = days.dayOf(start) - 1; idle < searchDays; day++) {
    idle++;
    for (const { from, to } of days.on(day)) {
      if (to <= start) continue;
      const begin = Math.max(from, start);
      if (left <= to - begin) return begin + left;
      left -= to - begin;
      idle = 0;
    }
  }
  throw new NoWorkingTime('The calendar has no working time within three years.');
}

function countBack(days: DayIntervals, start: Instant, ms: number): Instant {
  if (ms === 0) return start;
  let left = ms;
  let idle = 0;
  for (let day = days.dayOf(start); idle < searchDays; day--) {
    idle++;
    const intervals = days.on(day);
    for (let index = intervals.length - 1; index >= 0; index--) {
      const { from, to } = intervals[index] as WorkingInterval;
      if (from >= start) continue;
      const end = Math.min(to, start);
      if (left <= end - from) return end - left;
      left -= end - from;
      idle = 0;
    }
  }
  throw new NoWorkingTime('The calendar has no working time within three years.');
}
