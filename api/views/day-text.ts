import type { Reader } from '../access/reader.ts';

/** The day of an instant where the reader is, in his words: late in the evening it is already tomorrow further east. */
export function dayText(at: Date, { locale, zone }: Pick<Reader, 'locale' | 'zone'>): string {
  return at.toLocaleDateString(locale, { timeZone: zone, dateStyle: 'medium' });
}
