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
  return nativeAdd(a, b);
}

/** Difference of values of which one at least is temporal. Null: they cannot be subtracted, as local and zoned ones cannot. */
export function subtractTemporal(a: unknown, b: unknown): unknown {
  if (a instanceof FeelDate && b instanceof FeelDuration) return asDate(nativeSubtract(a, b));
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
