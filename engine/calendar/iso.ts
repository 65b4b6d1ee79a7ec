import type { Instant } from '../contract/index.ts';
import { addIsoDuration, type IsoDuration, parseIsoDuration } from './iso-duration.ts';
import { isZone, toInstant } from './zone.ts';

export { addIsoDuration, type IsoDuration, parseIsoDuration } from './iso-duration.ts';

const instantPattern =
  /^(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?)?(Z|[+-]\d{2}(?::?\d{2})?)?(?:@([\w/+-]+)|\[([\w/+-]+)\])?$/i;

/** Instant of an ISO date or date and time. Without an offset it is local time of its own zone (`@Europe/Warsaw`), else of `zone`. */
export function parseIsoInstant(text: string, zone: string): Instant | null {
  const match = instantPattern.exec(text.trim());
  if (!match) return null;
  const [, year, month, day, hour = '0', minute = '0', second = '0', fraction = '', offset, at, bracket] = match;
  const local = Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hour), Number(minute), Number(second));
  const date = new Date(local);
  // Date.UTC rolls 31 April over; a date that is none is refused.
  if (date.getUTCMonth() !== Number(month) - 1 || date.getUTCDate() !== Number(day)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  const ms = fraction === '' ? 0 : Math.floor(Number(`0.${fraction}`) * 1000);
  if (offset) return local + ms - offsetMs(offset);
  const named = at ?? bracket ?? zone;
  return isZone(named) ? toInstant(local, named) + ms : null;
}

function offsetMs(offset: string): number {
  if (/^z$/i.test(offset)) return 0;
  const digits = offset.replace(/\D/g, '');
  const minutes = Number(digits.slice(0, 2)) * 60 + Number(digits.slice(2) || '0');
  return (offset.startsWith('-') ? -minutes : minutes) * 60_000;
}

/** `R3/PT1H`, `R/2026-10-24T09:00/P1D`, `R/P1D/2027-01-01`. */
export interface IsoCycle {
  /** Firings in all; absent = no end. */
  count?: number;
  /** First firing; without an offset local time of the zone. Absent = one interval after the timer was armed. */
  start?: string;
  /** No firing after this. */
  end?: string;
  interval: IsoDuration;
}

/** Null when the text is no repeating interval, or one whose interval is nothing or negative. */
export function parseIsoCycle(text: string): IsoCycle | null {
  const [head = '', ...parts] = text.trim().split('/');
  const repeat = /^R(-1|\d{0,9})$/.exec(head);
  if (!repeat || parts.length < 1 || parts.length > 2) return null;
  const count = repeat[1] === '' || repeat[1] === '-1' ? undefined : Number(repeat[1]);
  const place = parts.findIndex((part) => /^-?P/.test(part));
  const interval = place < 0 ? null : parseIsoDuration(parts[place] as string);
  if (!interval || interval.negative || isNothing(interval)) return null;
  const other = parts[1 - place];
  if (parts.length === 2 && (other === undefined || parseIsoInstant(other, 'UTC') === null)) return null;
  return { count, interval, ...(parts.length === 1 ? {} : place === 1 ? { start: other } : { end: other }) };
}

function isNothing({ years, months, weeks, days, ms }: IsoDuration): boolean {
  return years + months + weeks + days + ms === 0;
}

/**
 * Firing number `index` (from 0) of a cycle armed at `armedAt`; null past its end. Each is counted from the first, so a
 * daily 09:00 stays 09:00 when clocks change, and a month's 31st comes back after February.
 */
export function cycleFiring(cycle: IsoCycle, index: number, armedAt: Instant, zone: string): Instant | null {
  if (cycle.count !== undefined && index >= cycle.count) return null;
  const start = cycle.start === undefined ? null : parseIsoInstant(cycle.start, zone);
  const at = start === null ? addIsoDuration(armedAt, cycle.interval, zone, index + 1) : addIsoDuration(start, cycle.interval, zone, index);
  const end = cycle.end === undefined ? null : parseIsoInstant(cycle.end, zone);
  return end !== null && at > end ? null : at;
}

/** The first firing after `after`, and which it is; null when none is left. */
export function nextCycleFiring(cycle: IsoCycle, armedAt: Instant, after: Instant, zone: string): { at: Instant; index: number } | null {
  const atMost = longest(cycle.interval);
  let index = 0;
  for (;;) {
    const at = cycleFiring(cycle, index, armedAt, zone);
    if (at === null) return null;
    if (at > after) return { at, index };
    index += Math.max(1, Math.floor((after - at) / atMost));
  }
}

/** Milliseconds an interval lasts at most: with it no firing is jumped over. */
function longest({ years, months, weeks, days, ms }: IsoDuration): number {
  const dayMs = 86_400_000;
  const calendarDays = years * 366 + months * 31 + weeks * 7 + days;
  return ms + calendarDays * dayMs + (calendarDays > 0 ? dayMs / 8 : 0);
}
