import { FeelDate } from './feel-date.ts';
import { FeelDateTime, midnightUtc } from './feel-date-time.ts';
import { type FeelDuration, isDuration, MonthsDuration, TimeDuration } from './feel-duration.ts';
import { FeelTime, nanosPerDay, nanosPerSecond } from './feel-time.ts';
import { calculate, D, type FeelNumber, normal } from './number.ts';

/** Sum of two values of which one at least is temporal (DMN 1.5, table 58). Null: they have none. */
export function addTemporal(a: unknown, b: unknown): unknown {
  if (isDuration(a)) return isDuration(b) ? addDurations(a, b) : shifted(b, a, 1);
  return isDuration(b) ? shifted(a, b, 1) : null;
}

/** Difference, under the same terms; local times and those with a zone have none. */
export function subtractTemporal(a: unknown, b: unknown): unknown {
  if (isDuration(b)) return isDuration(a) ? addDurations(a, opposite(b)) : shifted(a, b, -1);
  if (a instanceof FeelTime && b instanceof FeelTime) {
    if ((a.zone === null) !== (b.zone === null)) return null;
    return TimeDuration.of(0, BigInt(a.utcNanos) - BigInt(b.utcNanos));
  }
  if (a instanceof FeelDate && b instanceof FeelDate) return TimeDuration.of(a.number - b.number, 0n);
  const [left, right] = [pointOf(a), pointOf(b)];
  if (left === null || right === null || (left.zone === null) !== (right.zone === null)) return null;
  return TimeDuration.of(0, left.epochNanos - right.epochNanos);
}

function pointOf(value: unknown): FeelDateTime | null {
  if (value instanceof FeelDateTime) return value;
  return value instanceof FeelDate ? midnightUtc(value) : null;
}

export function opposite(duration: FeelDuration): FeelDuration {
  if (duration instanceof MonthsDuration) return MonthsDuration.of(0 - duration.months) as FeelDuration;
  return TimeDuration.of(0 - duration.days, 0n - duration.nanos) as FeelDuration;
}

function addDurations(a: FeelDuration, b: FeelDuration): FeelDuration | null {
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? MonthsDuration.of(a.months + b.months) : null;
  return b instanceof TimeDuration ? TimeDuration.of(a.days + b.days, a.nanos + b.nanos) : null;
}

/** A point in time moved by a duration. A date stays one: it is the day on which the moved midnight falls (P20). */
function shifted(point: unknown, duration: FeelDuration, sign: 1 | -1): unknown {
  const by = sign === 1 ? duration : opposite(duration);
  if (by instanceof MonthsDuration) {
    if (point instanceof FeelDate) return point.addMonths(by.months);
    return point instanceof FeelDateTime ? point.plusMonths(by.months) : null;
  }
  if (point instanceof FeelTime) return point.plusNanos(by.total);
  if (point instanceof FeelDateTime) return point.plus(by.days, by.nanos);
  if (!(point instanceof FeelDate)) return null;
  const { total } = by;
  const day = BigInt(nanosPerDay);
  return point.addDays(Number(total / day) - (total % day < 0n ? 1 : 0));
}

/** How many times the one duration holds the other. Null when they are of two kinds, or the other is nothing. */
export function ratio(a: FeelDuration, b: FeelDuration): FeelNumber | null {
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? calculate('/', a.months, b.months) : null;
  if (!(b instanceof TimeDuration) || b.total === 0n) return null;
  return normal(new D(a.total.toString()).div(b.total.toString()));
}

/** Whole months from one day to another; clocks and zones do not count (DMN 1.5, 10.3.4.1). */
export function monthsBetween(from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime): MonthsDuration | null {
  const [start, end] = [from, to].map((value) => (value instanceof FeelDateTime ? value.date : value)) as [FeelDate, FeelDate];
  const months = (end.year - start.year) * 12 + end.month - start.month;
  return MonthsDuration.of(months > 0 && end.day < start.day ? months - 1 : months < 0 && end.day > start.day ? months + 1 : months);
}

export function secondsDuration(seconds: number): TimeDuration | null {
  return TimeDuration.of(0, BigInt(seconds) * BigInt(nanosPerSecond));
}
