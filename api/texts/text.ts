import { IntlMessageFormat } from 'intl-messageformat';
import type { Locale } from '../contract/index.ts';
import en from './en.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };

export type TextKey = keyof typeof en;
export type TextParams = { [name: string]: string | number | boolean | Date | null | undefined };

const tables: { [locale in Locale]: { [key: string]: string } } = { en, pl, ru };
const formats = new Map<string, IntlMessageFormat>();

/** A sentence of the API in the reader's language (ICU); English where a translation is missing. */
export function say(locale: Locale, key: TextKey, params: TextParams = {}): string {
  const id = `${locale} ${key}`;
  let format = formats.get(id);
  if (!format) {
    format = new IntlMessageFormat(tables[locale][key] ?? en[key], locale, undefined, { ignoreTag: true });
    formats.set(id, format);
  }
  return format.format(params) as string;
}

export function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(en, key);
}
