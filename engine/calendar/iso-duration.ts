import type { Instant } from '../contract/index.ts';
import { toInstant, toLocal } from './zone.ts';

/** An ISO 8601 duration, as written. */
export interface IsoDuration {
  /** A leading minus: everything counts backwards. */
  negative: boolean;
  years: number;
  months: number;
  weeks: number;
  days: number;
  /** Hours, minutes and seconds. */
  ms: number;
}

const pattern =
  /^(-)?P(?:(\d{1,4})Y)?(?:(\d{1,5})M)?(?:(\d{1,5})W)?(?:(\d{1,6})D)?(?:T(?:(\d{1,8})H)?(?:(\d{1,9})M)?(?:(\d{1,10}(?:[.,]\d{1,9})?)S)?)?$/;

const parsed = new Map<string, IsoDuration | null>();

/** Null when the text is no ISO duration. Fractions are allowed in seconds only. */
export function parseIsoDuration(text: string): IsoDuration | null {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const duration = read(text);
  if (parsed.size > 5_000) parsed.clear();
  if (text.length < 100) parsed.set(text, duration);
  return duration;
}

function read(text: string): IsoDuration | null {
  const match = pattern.exec(text.trim());
  if (!match || /[PT]$/.test(text.trim())) return null;
  const [, minus, years = '0', months = '0', weeks = '0', days = '0', hours = '0', minutes = '0', seconds = '0'] = match;
  const ms = Number(hours) * 3_600_000 + Number(minutes) * 60_000 + Math.round(Number(seconds.replace(',', '.')) * 1000);
  return { negative: minus === '-', years: Number(years), months: Number(months), weeks: Number(weeks), days: Number(days), ms };
}

export function requireDuration(duration: string | IsoDuration): IsoDuration {
  const found = typeof duration === 'string' ? parseIsoDuration(duration) : duration;
  if (!found) throw new RangeError(`Not an ISO 8601 duration: ${String(duration)}`);
  return found;
}

/**
 * Adds calendar units in local time of the zone (a day of 23 or 25 hours is a day; 31 January + P1M is the end of February),
 * then hours in real time. `times` adds the whole duration that often, without the drift of adding it step by step.
 */
export function addIsoDuration(from: Instant, duration: string | IsoDuration, zone: string, times = 1): Instant {
  const { negative, years, months, weeks, days, ms } = requireDuration(duration);
  const sign = (negative ? -1 : 1) * times;
  const monthsInAll = (years * 12 + months) * sign;
  const daysInAll = (weeks * 7 + days) * sign;
  if (monthsInAll === 0 && daysInAll === 0) return from + ms * sign;
  return toInstant(addDays(addMonths(toLocal(from, zone), monthsInAll), daysInAll), zone) + ms * sign;
}

export function addDays(local: number, days: number): number {
  return local + days * 86_400_000;
}

export function addMonths(local: number, months: number): number {
  if (months === 0) return local;
  const date = new Date(local);
  const day = date.getUTCDate();
  const target = new Date(local);
  target.setUTCDate(1);
  target.setUTCMonth(target.getUTCMonth() + months);
  const lastDay = new Date(Date.UTC(target.getUTCFullYear(), target.getUTCMonth() + 1, 0)).getUTCDate();
  target.setUTCDate(Math.min(day, lastDay));
  return target.getTime();
}
