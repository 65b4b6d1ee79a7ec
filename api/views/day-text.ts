import type { Reader } from '../access/reader.ts';

/** English as Europe writes it: the day before the month. */
const tags = { en: 'en-GB', ru: 'ru', pl: 'pl' } as const;

/** The day of an instant where the reader is, in his words: late in the evening it is already tomorrow further east. */
export function dayText(at: Date, { locale, zone }: Pick<Reader, 'locale' | 'zone'>): string {
  return at.toLocaleDateString(tags[locale], { timeZone: zone, dateStyle: 'medium' });
}

/** Day and time by a clock of 24 hours, as on every screen. */
export function momentText(at: Date, { locale, zone }: Pick<Reader, 'locale' | 'zone'>): string {
  return at.toLocaleString(tags[locale], { timeZone: zone, dateStyle: 'medium', timeStyle: 'short', hourCycle: 'h23' });
}
