import { createContext, type ReactNode, useContext, useMemo } from 'react';
import en from './texts/en.json';
import pl from './texts/pl.json';
import ru from './texts/ru.json';
import type { PackageFile } from './types.ts';

type Locale = 'en' | 'ru' | 'pl';
const tables: { [locale in Locale]: { [key: string]: string } } = { en, ru, pl };

export type Translate = (key: string, values?: { [name: string]: string | number }) => string;

const TextContext = createContext<Translate>((key) => key);

/** `{name}` placeholders; a key that no table knows is a name of the company's own: in `names`' words, or as it is. */
export function translator(locale: Locale, names: ReadonlyMap<string, string> = new Map()): Translate {
  return (key, values) => {
    const text = tables[locale][key] ?? tables.en[key] ?? names.get(key) ?? key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;
  };
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
