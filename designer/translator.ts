import { IntlMessageFormat } from 'intl-messageformat';
import en from './texts/en.json' with { type: 'json' };
import pl from './texts/pl.json' with { type: 'json' };
import ru from './texts/ru.json' with { type: 'json' };

export type Locale = 'en' | 'ru' | 'pl';
const tables: { [locale in Locale]: { [key: string]: string } } = { en, ru, pl };

export type Translate = (key: string, values?: { [name: string]: string | number }) => string;

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
