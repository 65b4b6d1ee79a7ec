import { dateAndTime, duration, evaluate, FeelDate, FeelDateTime, FeelDuration, FeelTime, parseDate, toFeel } from 'feelin';
import type { Instant } from '../contract/index.ts';

/** `now()` of an evaluation: the environment's instant, in its zone. */
export function instantToFeel(now: Instant, zone: string): FeelDateTime {
  const utc = toFeel(new Date(now)) as FeelDateTime;
  if (zone === 'UTC') return utc;
  const local = utc.unwrap().toZonedDateTime('UTC').withTimeZone(zone).toPlainDateTime();
  return dateAndTime(`${local.toString()}@${zone}`) as FeelDateTime;
}

export function dateIn(now: Instant, zone: string): FeelDate {
  return parseDate(instantToFeel(now, zone).unwrap().toPlainDate().toString()) as FeelDate;
}

/** Epoch milliseconds of a date and time with a zone; null for a local one. */
function epochOf(value: FeelDateTime): number | null {
  if (value.zone === null) return null;
  const offset = /^[zZ]$/.test(value.zone) ? 'UTC' : value.zone;
  return value.unwrap().toZonedDateTime(offset).epochMilliseconds;
}

/** ISO 8601 text of a temporal value, as variables hold it: a named zone becomes its offset. */
export function temporalToIso(value: FeelDate | FeelTime | FeelDateTime | FeelDuration): string {
  if (value instanceof FeelDateTime && value.zone !== null) {
    if (/^(z|utc|etc\/utc)$/i.test(value.zone)) return `${value.unwrap().toString()}Z`;
    if (/^[+-]/.test(value.zone)) return value.toString();
    const zoned = value.unwrap().toZonedDateTime(value.zone);
    return `${zoned.toPlainDateTime().toString()}${zoned.offset}`;
  }
  return value.toString();
}

export function isTemporal(value: unknown): value is FeelDate | FeelTime | FeelDateTime | FeelDuration {
  return value instanceof FeelDate || value instanceof FeelDateTime || value instanceof FeelDuration || value instanceof FeelTime;
}

const nativeAdd = operator('a + b');
const nativeSubtract = operator('a - b');

function operator(body: string): (a: unknown, b: unknown) => unknown {
  const { value } = evaluate(`function(a, b) ${body}`) as { value: { fn: (a: unknown, b: unknown) => unknown } };
  return value.fn;
}

/** Sum of values of which one at least is temporal. Null: they cannot be added. */
export function addTemporal(a: unknown, b: unknown): unknown {
  if (a instanceof FeelDate && b instanceof FeelDuration) return asDate(nativeAdd(a, b));
  if (a instanceof FeelDuration && b instanceof FeelDate) return asDate(nativeAdd(b, a));
  if (hasNoMonths(a, b) || hasNoMonths(b, a)) return null;
  return nativeAdd(a, b);
}

/** Difference of values of which one at least is temporal. Null: they cannot be subtracted, as local and zoned ones cannot. */
export function subtractTemporal(a: unknown, b: unknown): unknown {
  if (a instanceof FeelDate && b instanceof FeelDuration) return asDate(nativeSubtract(a, b));
  if (hasNoMonths(a, b) || (a instanceof FeelTime !== b instanceof FeelTime && !(b instanceof FeelDuration))) return null;
  if (a instanceof FeelDateTime || b instanceof FeelDateTime) {
    const left = pointOf(a);
    const right = pointOf(b);
    if (left && right) {
      if (left.zoned !== right.zoned) return null;
      return left.zoned ? nativeSubtract(toFeel(new Date(left.epoch)), toFeel(new Date(right.epoch))) : nativeSubtract(a, b);
    }
  }
  return nativeSubtract(a, b);
}

/** A time of day has no months to add to. */
function hasNoMonths(a: unknown, b: unknown): boolean {
  return a instanceof FeelTime && b instanceof FeelDuration && b.yearsMonths;
}

/** Whole months from one date, or date and time, to another (DMN 1.5, 10.3.4.1). */
export function monthsBetween(from: unknown, to: unknown): FeelDuration | null {
  const [start, end] = [plainDateTime(from), plainDateTime(to)];
  if (!start || !end) return null;
  return durationOf('months', start.until(end, { largestUnit: 'month' }).months);
}

function plainDateTime(value: unknown) {
  if (value instanceof FeelDateTime) return value.unwrap();
  return value instanceof FeelDate ? value.unwrap().toPlainDateTime() : null;
}

/** Every day from one date to another, downwards too. */
export function daysBetween(from: FeelDate, to: FeelDate): { count: number; day(index: number): FeelDate | null } {
  const days = from.unwrap().until(to.unwrap(), { largestUnit: 'day' }).days;
  const step = days < 0 ? -1 : 1;
  return {
    count: Math.abs(days) + 1,
    day: (index) =>
      parseDate(
        from
          .unwrap()
          .add({ days: index * step })
          .toString(),
      ),
  };
}

/** A date is midnight UTC where it meets a date and time with a zone (DMN 1.5, 10.3.2.3.6). */
function pointOf(value: unknown): { zoned: boolean; epoch: number } | null {
  if (value instanceof FeelDateTime) {
    const epoch = epochOf(value);
    return { zoned: epoch !== null, epoch: epoch ?? 0 };
  }
  if (value instanceof FeelDate) return { zoned: true, epoch: Date.parse(`${value.toString()}T00:00:00Z`) };
  return null;
}

/** A date and a duration with hours give a date: the day the sum falls on (P20). */
function asDate(value: unknown): unknown {
  return value instanceof FeelDateTime ? parseDate(value.unwrap().toPlainDate().toString()) : value;
}

/** Length of a duration: months of a years and months duration, else milliseconds. */
export function durationLength(value: FeelDuration): { unit: 'months' | 'ms'; length: number } {
  const raw = value.unwrap();
  if (value.yearsMonths) return { unit: 'months', length: raw.years * 12 + raw.months };
  return { unit: 'ms', length: raw.total('milliseconds') };
}

export function durationOf(unit: 'months' | 'ms', length: number): FeelDuration | null {
  if (!Number.isFinite(length) || Math.abs(length) > 1e15) return null;
  const sign = length < 0 ? '-' : '';
  const size = Math.abs(length);
  if (unit === 'months') {
    const months = Math.trunc(size);
    return duration(`${sign}P${Math.floor(months / 12)}Y${months % 12}M`);
  }
  const days = Math.floor(size / 86_400_000);
  const seconds = (size - days * 86_400_000) / 1000;
  return duration(`${sign}P${days}DT${Number(seconds.toFixed(3))}S`);
}
