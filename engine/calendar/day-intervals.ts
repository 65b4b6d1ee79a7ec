import type { CalendarDefinition, Instant } from '../contract/index.ts';
import { toInstant, toLocal } from './zone.ts';

export interface WorkingInterval {
  from: Instant;
  to: Instant;
}

/** Days since 1970-01-01 of a local date. */
export type DayNumber = number;

const dayMs = 86_400_000;
const minuteMs = 60_000;

/** Minutes since the day's midnight; `to` beyond 1440 runs into the next day. */
type ClockInterval = readonly [from: number, to: number];

/**
 * The working intervals of each day of a calendar, computed once. A night shift belongs to the day it begins; what two
 * days' intervals share counts once, for the earlier day.
 */
export class DayIntervals {
  readonly zone: string;
  private readonly week: ClockInterval[][];
  private readonly days: Map<string, ClockInterval[]>;
  private cache = new Map<DayNumber, WorkingInterval[]>();

  constructor(calendar: CalendarDefinition) {
    this.zone = calendar.zone;
    this.week = Array.from({ length: 7 }, (_, index) => readIntervals(calendar.week[String(index + 1)] ?? []));
    this.days = new Map(Object.entries(calendar.days).map(([date, intervals]) => [date, readIntervals(intervals)]));
  }

  dayOf(t: Instant): DayNumber {
    return Math.floor(toLocal(t, this.zone) / dayMs);
  }

  /** In order, apart from one another, none empty. */
  on(day: DayNumber): WorkingInterval[] {
    const known = this.cache.get(day);
    if (known) return known;
    const taken = last(this.instants(day - 1))?.to ?? Number.NEGATIVE_INFINITY;
    const intervals = this.instants(day)
      .map(({ from, to }) => ({ from: Math.max(from, taken), to }))
      .filter(({ from, to }) => from < to);
    if (this.cache.size > 5_000) this.cache = new Map();
    this.cache.set(day, intervals);
    return intervals;
  }

  private instants(day: DayNumber): WorkingInterval[] {
    const midnight = day * dayMs;
    return this.clockIntervals(day)
      .map(([from, to]) => ({
        from: toInstant(midnight + from * minuteMs, this.zone, 'change'),
        to: toInstant(midnight + to * minuteMs, this.zone, 'change'),
      }))
      .filter(({ from, to }) => from < to);
  }

  private clockIntervals(day: DayNumber): ClockInterval[] {
    const special = this.days.size > 0 ? this.days.get(new Date(day * dayMs).toISOString().slice(0, 10)) : undefined;
    // 1970-01-01 was a Thursday.
    return special ?? (this.week[(((day + 3) % 7) + 7) % 7] as ClockInterval[]);
  }
}

/** Sorted, overlapping and touching ones joined. */
function readIntervals(intervals: [string, string][]): ClockInterval[] {
  const sorted = intervals
    .map(([from, to]): ClockInterval => {
      const start = minutesOf(from);
      const end = minutesOf(to);
      return [start, end <= start ? end + 1440 : end];
    })
    .sort((a, b) => a[0] - b[0]);
  const joined: ClockInterval[] = [];
  for (const [from, to] of sorted) {
    const before = joined.at(-1);
    if (before && from <= before[1]) joined[joined.length - 1] = [before[0], Math.max(before[1], to)];
    else joined.push([from, to]);
  }
  return joined;
}

export function minutesOf(clock: string): number {
  const match = /^(\d{2}):(\d{2})$/.exec(clock);
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Number.NaN;
  if (!match || minutes > 1440 || Number(match[2]) > 59) throw new RangeError(`Not a time of day: ${clock}`);
  return minutes;
}

function last<Item>(list: Item[]): Item | undefined {
  return list[list.length - 1];
}

const byObject = new WeakMap<CalendarDefinition, DayIntervals>();
const byContent = new Map<string, DayIntervals>();

/** Calendars come as plain data, often a fresh copy of the same: one computation serves all equal ones. */
export function dayIntervals(calendar: CalendarDefinition): DayIntervals {
  const known = byObject.get(calendar);
  if (known) return known;
  const key = JSON.stringify([calendar.zone, calendar.week, calendar.days]);
  let intervals = byContent.get(key);
  if (!intervals) {
    intervals = new DayIntervals(calendar);
    if (byContent.size > 200) byContent.clear();
    byContent.set(key, intervals);
  }
  byObject.set(calendar, intervals);
  return intervals;
}
