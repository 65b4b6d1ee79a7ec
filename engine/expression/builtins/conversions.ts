import type { FeelContext } from '../values/context.ts';
import { newContext } from '../values/context.ts';
import { FeelDate } from '../values/feel-date.ts';
import { FeelDateTime } from '../values/feel-date-time.ts';
import { parseDuration, type TimeDuration } from '../values/feel-duration.ts';
import { FeelTime, nanosPerSecond } from '../values/feel-time.ts';
import { decimal, type FeelNumber, integer, parseNumber } from '../values/number.ts';
import { monthsBetween } from '../values/temporal-arithmetic.ts';
import { toText } from '../values/to-text.ts';
import { utc } from '../values/zone.ts';
import { overload, Refused } from './define.ts';
import { parseRange } from './parse-range.ts';

const noDay = new Refused('there is no such day');
const noTime = new Refused('there is no such time');

export const conversions = [
  overload('date(from: string) -> date', (_run, from: string) => FeelDate.parse(from) ?? new Refused(`"${from.slice(0, 40)}" is no day`)),
  overload('date(from: date|dateTime) -> date', (_run, from: FeelDate | FeelDateTime) => (from instanceof FeelDateTime ? from.date : from)),
  overload(
    'date(year: number, month: number, day: number) -> date',
    (_run, year: FeelNumber, month: FeelNumber, day: FeelNumber) =>
      FeelDate.of(integer(year) ?? Number.NaN, integer(month) ?? Number.NaN, integer(day) ?? Number.NaN) ?? noDay,
  ),
  overload(
    'date and time(from: string) -> dateTime',
    (_run, from: string) => FeelDateTime.parse(from) ?? new Refused(`"${from.slice(0, 40)}" is no date and time`),
  ),
  overload('date and time(from: dateTime) -> dateTime', (_run, from: FeelDateTime) => from),
  overload('date and time(from: date) -> dateTime', (_run, from: FeelDate) => new FeelDateTime(from, new FeelTime(0, utc))),
  overload(
    'date and time(date: date|dateTime, time: time) -> dateTime',
    (_run, date: FeelDate | FeelDateTime, time: FeelTime) => new FeelDateTime(date instanceof FeelDateTime ? date.date : date, time),
  ),
  overload('time(from: string) -> time', (_run, from: string) => FeelTime.parse(from) ?? new Refused(`"${from.slice(0, 40)}" is no time`)),
  overload('time(from: time|dateTime|date) -> time', (_run, from: FeelTime | FeelDateTime | FeelDate) =>
    from instanceof FeelDateTime ? from.time : from instanceof FeelDate ? new FeelTime(0, utc) : from,
  ),
  overload('time(hour: number, minute: number, second: number, offset?: dtd|null) -> time', timeOf),
  overload(
    'duration(from: string) -> any',
    (_run, from: string) => parseDuration(from) ?? new Refused(`"${from.slice(0, 40)}" is no duration`),
  ),
  overload('duration(from: duration) -> any', (_run, from: unknown) => from),
  overload(
    'years and months duration(from: date|dateTime, to: date|dateTime) -> ymd',
    (_run, from: FeelDate | FeelDateTime, to: FeelDate | FeelDateTime) => monthsBetween(from, to),
  ),
  overload('number(from: string, grouping separator?: string|null, decimal separator?: string|null) -> number', numberOf),
  overload('number(from: number) -> number', (_run, from: unknown) => from),
  overload('string(from: any) -> string', (run, from: unknown) => (from === null ? null : toText(run, from))),
  overload('range(from: string) -> range', (_run, from: string) => parseRange(from) ?? new Refused(`"${from.slice(0, 40)}" is no range`)),
  overload('context(entries: list) -> context', (_run, entries: unknown[]) => contextOf(entries)),
];

function timeOf(_run: unknown, hour: FeelNumber, minute: FeelNumber, second: FeelNumber, offset?: TimeDuration) {
  const seconds = decimal(second);
  const whole = seconds.floor();
  const nano = seconds.minus(whole).times(nanosPerSecond).floor().toNumber();
  const zone = offset && { offset: Number(offset.total / BigInt(nanosPerSecond)) };
  if (zone && Math.abs(zone.offset) > 18 * 3600) return noTime;
  return FeelTime.of(integer(hour) ?? Number.NaN, integer(minute) ?? Number.NaN, whole.toNumber(), nano, zone ?? null) ?? noTime;
}

/** `number("1 000,5", " ", ",")`: the separators are a space, comma or point, and not the same. */
function numberOf(_run: unknown, from: string, grouping?: string, point?: string) {
  if (grouping !== undefined && !/^[ .,]$/.test(grouping)) return new Refused('the grouping separator is a space, a comma or a point');
  if (point !== undefined && !/^[.,]$/.test(point)) return new Refused('the decimal separator is a comma or a point');
  if (grouping !== undefined && grouping === (point ?? '.')) return new Refused('the two separators are the same');
  let text = grouping === undefined ? from : from.replaceAll(grouping, '');
  if (point !== undefined && point !== '.') text = text.includes('.') ? 'x' : text.replace(point, '.');
  return parseNumber(text) ?? new Refused(`"${from.slice(0, 40)}" is no number`);
}

function contextOf(entries: unknown[]): FeelContext | Refused {
  const context = newContext();
  for (const entry of entries) {
    const { key, value } = (entry ?? {}) as { key?: unknown; value?: unknown };
    if (typeof key !== 'string' || value === undefined) return new Refused('each entry needs a key and a value');
    if (Object.hasOwn(context, key)) return new Refused(`the key "${key.slice(0, 40)}" comes twice`);
    context[key] = value;
  }
  return context;
}
