import { createContext, type ReactNode, useContext, useMemo } from 'react';
import en from './texts/en.json';
import pl from './texts/pl.json';
import ru from './texts/ru.json';

type Locale = 'en' | 'ru' | 'pl';
const tables: { [locale in Locale]: { [key: string]: string } } = { en, ru, pl };

export type Translate = (key: string, values?: { [name: string]: string | number }) => string;

const TextContext = createContext<Translate>((key) => key);

/** `{name}` placeholders; a key that no table knows (a name of the company's own) is shown as it is. */
export function translator(locale: Locale): Translate {
  return (key, values) => {
    const text = tables[locale][key] ?? tables.en[key] ?? key;
    return values ? text.replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole)) : text;
  };
}

export function TextProvider({ locale, children }: { locale: Locale; children: ReactNode }) {
  const translate = useMemo(() => translator(locale), [locale]);
  return <TextContext.Provider value={translate}>{children}</TextContext.Provider>;
}

export function useText(): Translate {
  return useContext(TextContext);
}
