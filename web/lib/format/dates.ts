import type { Locale } from '../../../api/contract/common.ts';
import { cached, intlTag } from './locale.ts';

type Options = Intl.DateTimeFormatOptions;

function parts(locale: Locale, zone: string, options: Options): Intl.DateTimeFormat {
  return cached(
    `date ${locale} ${zone} ${JSON.stringify(options)}`,
    () => new Intl.DateTimeFormat(intlTag[locale], { ...options, timeZone: zone }),
  );
}

/** Calendar day in a zone as `2026-11-25`: days are compared as people see them, not by 24 hours. */
export function dayOf(at: number, zone: string): string {
  return cached(
    `day ${zone}`,
    () => new Intl.DateTimeFormat('sv-SE', { timeZone: zone, year: 'numeric', month: '2-digit', day: '2-digit' }),
  ).format(at);
}

export function time(at: number, locale: Locale, zone: string): string {
  return parts(locale, zone, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(at);
}

export function timeWithSeconds(at: number, locale: Locale, zone: string): string {
  return parts(locale, zone, { hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' }).format(at);
}

export function weekday(at: number, locale: Locale, zone: string): string {
  return parts(locale, zone, { weekday: 'short' }).format(at);
}

/** `25 Nov`, with the year when it is another one. */
export function dayMonth(at: number, locale: Locale, zone: string, now: number): string {
  const sameYear = dayOf(at, zone).slice(0, 4) === dayOf(now, zone).slice(0, 4);
  const withYear: Options = { day: 'numeric', month: 'short', year: 'numeric' };
  return parts(locale, zone, sameYear ? { day: 'numeric', month: 'short' } : withYear).format(at);
}

/** `Wed 26 Nov, 10:00`: how a moment is echoed. */
export function moment(at: number, locale: Locale, zone: string, now: number): string {
  return `${weekday(at, locale, zone)} ${dayMonth(at, locale, zone, now)}, ${time(at, locale, zone)}`;
}

/** Days between two calendar days of a zone. */
export function daysApart(at: number, now: number, zone: string): number {
  return Math.round((Date.parse(dayOf(at, zone)) - Date.parse(dayOf(now, zone))) / 86_400_000);
}

/** The shortest that is clear today: `10:30`, `Wed 09:30`, `14 Oct`. */
export function shortMoment(at: number, locale: Locale, zone: string, now: number): string {
  const apart = daysApart(at, now, zone);
  if (apart === 0) return time(at, locale, zone);
  if (Math.abs(apart) < 7) return `${weekday(at, locale, zone)} ${time(at, locale, zone)}`;
  return dayMonth(at, locale, zone, now);
}

/** Minutes a zone is ahead of UTC at an instant. */
export function offsetOf(at: number, zone: string): number {
  const format = cached(
    `offset ${zone}`,
    () =>
      new Intl.DateTimeFormat('en-US', {
        timeZone: zone,
        hourCycle: 'h23',
        year: 'numeric',
        month: 'numeric',
        day: 'numeric',
        hour: 'numeric',
        minute: 'numeric',
        second: 'numeric',
      }),
  );
  const found = new Map(format.formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const get = (type: Intl.DateTimeFormatPartTypes) => found.get(type) ?? 0;
  const wall = Date.UTC(get('year'), get('month') - 1, get('day'), get('hour'), get('minute'), get('second'));
  return Math.round((wall - Math.floor(at / 1000) * 1000) / 60_000);
}

/** Wall clock of a zone -> instant. In a gap of summer time the clock has moved on; in an overlap the first of both. */
export function instantOf(wall: { year: number; month: number; day: number; hour: number; minute: number }, zone: string): number {
  const utc = Date.UTC(wall.year, wall.month - 1, wall.day, wall.hour, wall.minute);
  const first = utc - offsetOf(utc - offsetOf(utc, zone) * 60_000, zone) * 60_000;
  const earlier = utc - offsetOf(first - 86_400_000, zone) * 60_000;
  return offsetOf(earlier, zone) * 60_000 + earlier === utc ? Math.min(earlier, first) : first;
}

/** Instant -> wall clock of a zone. */
export function wallOf(at: number, zone: string): { year: number; month: number; day: number; hour: number; minute: number } {
  const shifted = new Date(at + offsetOf(at, zone) * 60_000);
  return {
    year: shifted.getUTCFullYear(),
    month: shifted.getUTCMonth() + 1,
    day: shifted.getUTCDate(),
    hour: shifted.getUTCHours(),
    minute: shifted.getUTCMinutes(),
  };
}
