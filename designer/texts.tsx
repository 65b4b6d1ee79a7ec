import { IntlMessageFormat } from 'intl-messageformat';
import { createContext, type ReactNode, useContext, useMemo } from 'react';
import en from './texts/en.json';
import pl from './texts/pl.json';
import ru from './texts/ru.json';
import type { PackageFile } from './types.ts';

export type Locale = 'en' | 'ru' | 'pl';
const tables: { [locale in Locale]: { [key: string]: string } } = { en, ru, pl };

export type Translate = (key: string, values?: { [name: string]: string | number }) => string;

const TextContext = createContext<Translate>((key) => key);

/**
 * Messages are ICU, as everywhere in the product: `{name}`, `{count, plural, one {# day} other {# days}}`. A key that no table knows is
 * a name of the company's own: in `names`' words, or as it is, whatever braces it has.
 */
export function translator(locale: Locale, names: ReadonlyMap<string, string> = new Map()): Translate {
  return (key, values) => {
    const text = tables[locale][key] ?? tables.en[key];
    if (text === undefined) return names.get(key) ?? key;
    return values ? String(messageOf(locale, text).format(values)) : text;
  };
}

const made = new Map<string, IntlMessageFormat>();

function messageOf(locale: Locale, text: string): IntlMessageFormat {
  const id = `${locale} ${text}`;
  const message = made.get(id) ?? new IntlMessageFormat(text, locale, undefined, { ignoreTag: true });
  made.set(id, message);
  return message;
}

export function TextProvider({ locale, files, children }: { locale: Locale; files: PackageFile[]; children: ReactNode }) {
  // The package's own translations, as they were loaded: stages, results and fields in the reader's language.
  const own = files.find((file) => file.path === `texts/${locale}.json`)?.content;
  const translate = useMemo(() => translator(locale, namesIn(own)), [locale, own]);
  return <TextContext.Provider value={translate}>{children}</TextContext.Provider>;
}

function namesIn(content: string | undefined): ReadonlyMap<string, string> {
  try {
    const table: unknown = JSON.parse(content ?? '{}');
    return new Map(Object.entries(table ?? {}).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  } catch {
    return new Map(); // the check names it
  }
}

export function useText(): Translate {
  return useContext(TextContext);
}
