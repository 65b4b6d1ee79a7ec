import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { MonthsDuration, TimeDuration } from './feel-duration.ts';
import { FeelRange } from './feel-range.ts';
import { FeelTime, nanosPerDay, nanosPerSecond } from './feel-time.ts';
import { D, normal } from './number.ts';
import { secondsDuration } from './temporal-arithmetic.ts';
import type { Zone } from './zone.ts';

/** `value.name` of a value that is no context (DMN 1.5, table 65). Undefined: it has no such property. */
export function propertyOf(value: unknown, name: string): unknown {
  if (value instanceof FeelDate) return dateProperty(value, name);
  if (value instanceof FeelDateTime) {
    const date = dateProperty(value.date, name);
    if (date !== undefined) return date;
    return name === 'time offset' ? offsetDuration(value.offset) : timeProperty(value.time, name);
  }
  if (value instanceof FeelTime) return timeProperty(value, name);
  if (value instanceof MonthsDuration) {
    const { months } = value;
    if (name === 'years') return Math.trunc(months / 12) + 0;
    return name === 'months' ? (months % 12) + 0 : undefined;
  }
  if (value instanceof TimeDuration) return durationProperty(value, name);
  return value instanceof FeelRange ? rangeProperty(value, name) : undefined;
}

function dateProperty(date: FeelDate, name: string): unknown {
  if (name === 'year' || name === 'month' || name === 'day' || name === 'weekday') return date[name];
  return undefined;
}

function timeProperty(time: FeelTime, name: string): unknown {
  switch (name) {
    case 'hour':
    case 'minute':
    case 'second':
      return time[name];
    case 'time offset':
      return offsetDuration(time.offset);
    case 'timezone':
      return zoneName(time.zone);
    default:
      return undefined;
  }
}

function offsetDuration(offset: number | null): unknown {
  return offset === null ? null : secondsDuration(offset);
}

function zoneName(zone: Zone | null): string | null {
  return zone !== null && 'name' in zone ? zone.name : null;
}

function durationProperty({ total }: TimeDuration, name: string): unknown {
  const second = BigInt(nanosPerSecond);
  switch (name) {
    case 'days':
      return Number(total / BigInt(nanosPerDay));
    case 'hours':
      return Number((total / (3600n * second)) % 24n);
    case 'minutes':
      return Number((total / (60n * second)) % 60n);
    case 'seconds':
      return normal(new D((total % (60n * second)).toString()).div(nanosPerSecond));
    default:
      return undefined;
  }
}

function rangeProperty(range: FeelRange, name: string): unknown {
  switch (name) {
    case 'start':
      return range.low ?? null;
    case 'end':
      return range.high ?? null;
    case 'start included':
      return range.lowIncluded;
    case 'end included':
      return range.highIncluded;
    default:
      return undefined;
  }
}
