import type { Locale } from '../contract/index.ts';

const readers = new Map<string, Intl.DisplayNames>();

function nameOf(locale: Locale, type: 'region' | 'language', code: string): string {
  const key = `${locale} ${type}`;
  let names = readers.get(key);
  if (!names) {
    names = new Intl.DisplayNames([locale], { type, fallback: 'code' });
    readers.set(key, names);
  }
  return names.of(code) ?? code;
}

/** `PL` in the reader's words; what is no code of a country stays as it is. */
export function countryName(locale: Locale, code: string): string {
  return /^[A-Z]{2}$/.test(code) ? nameOf(locale, 'region', code) : code;
}

/** `pl` in the reader's words; what is no code of a language stays as it is. */
export function languageName(locale: Locale, code: string): string {
  return /^[a-z]{2,3}$/.test(code) ? nameOf(locale, 'language', code) : code;
}
