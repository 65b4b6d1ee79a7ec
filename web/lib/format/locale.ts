import type { Locale } from '../../../api/contract/common.ts';

/** The tag `Intl` gets: English dates as Europe writes them (25 Nov, 24 hours). */
export const intlTag: Record<Locale, string> = { en: 'en-GB', ru: 'ru-RU', pl: 'pl-PL' };

const made = new Map<string, unknown>();

/** `Intl` objects are slow to make and safe to share. */
export function cached<T>(key: string, make: () => T): T {
  const known = made.get(key) as T | undefined;
  if (known) return known;
  const fresh = make();
  made.set(key, fresh);
  return fresh;
}
