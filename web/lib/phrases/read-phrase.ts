import type { Locale } from '../../../api/contract/common.ts';
import { instantOf, wallOf } from '../format/dates.ts';
import { readEnglish } from './en.ts';
import type { Found, Reference } from './found.ts';
import { readPolish } from './pl.ts';
import { readRussian } from './ru.ts';

export type PhraseReading = { at: number } | { problem: 'past' | 'unclear' };

const readers: Record<Locale, (text: string, reference: Reference) => Found | null> = { en: readEnglish, ru: readRussian, pl: readPolish };

const dayMs = 86_400_000;
/** A day without an hour means the morning of that day. */
const morning = { hour: 10, minute: 0 };

/**
 * A moment as people say it, in their language and zone: "tomorrow 10", "через 2 часа", "w piątek po 14". Never in the past: an hour
 * that is over means tomorrow's, a weekday the next one, a date without a year the next year's; a whole date that is over is refused.
 */
export function readPhrase(text: string, locale: Locale, reference: Reference): PhraseReading {
  const plain = text
    .normalize('NFC')
    .toLocaleLowerCase(locale)
    .replace(/[\s\u00a0\u202f]+/g, ' ')
    .trim();
  if (!plain || plain.length > 200) return { problem: 'unclear' };
  const found = readers[locale](plain, reference);
  return found ? settle(found, reference) : { problem: 'unclear' };
}

function settle(found: Found, { now, zone }: Reference): PhraseReading {
  if ('at' in found) return found.at > now ? { at: found.at } : { problem: 'past' };
  const today = wallOf(now, zone);
  const time = found.time ?? morning;
  if (!isTime(time)) return { problem: 'unclear' };
  const on = (day: { year: number; month: number; day: number }, addDays = 0) => {
    const shifted = new Date(Date.UTC(day.year, day.month - 1, day.day + addDays));
    return instantOf({ year: shifted.getUTCFullYear(), month: shifted.getUTCMonth() + 1, day: shifted.getUTCDate(), ...time }, zone);
  };
  if (!found.date) {
    const at = on(today);
    return { at: at > now ? at : on(today, 1) };
  }
  const { date, loose } = found;
  if (!isDate(date)) return { problem: 'unclear' };
  const at = on(date);
  if (at > now) return at - now < 5 * 366 * dayMs ? { at } : { problem: 'unclear' };
  if (loose === 'week') return { at: on(date, 7) };
  if (loose === 'year') return { at: on({ ...date, year: date.year + 1 }) };
  return { problem: 'past' };
}

function isTime({ hour, minute }: { hour: number; minute: number }): boolean {
  return hour >= 0 && hour < 24 && minute >= 0 && minute < 60;
}

/** 31 February is nobody's date. */
function isDate({ year, month, day }: { year: number; month: number; day: number }): boolean {
  const made = new Date(Date.UTC(year, month - 1, day));
  return made.getUTCFullYear() === year && made.getUTCMonth() === month - 1 && made.getUTCDate() === day;
}
