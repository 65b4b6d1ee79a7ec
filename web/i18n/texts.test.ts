import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';
import { describe, expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };

const texts: Record<string, Record<string, string>> = { en, ru, pl };
const web = fileURLToPath(new URL('..', import.meta.url));

function sources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sources(path);
    return /\.tsx?$/.test(entry.name) && !/\.test\.tsx?$/.test(entry.name) ? [readFileSync(path, 'utf8')] : [];
  });
}

const code = sources(web).join('\n');
/** `t(\`sla.${state}\`)` uses all keys of that family. */
const families = [...code.matchAll(/`([a-zA-Z]+(?:\.[a-zA-Z]+)*\.)\$\{/g)].map((match) => match[1] ?? '');

/** Names of arguments and forms of plurals, by walking the parsed message. */
function shape(message: string, locale: string): { args: string[]; plurals: string[][] } {
  const args = new Set<string>();
  const plurals: string[][] = [];
  type Node = { type: number; value?: string; options?: Record<string, { value: Node[] }> };
  const walk = (nodes: Node[]) => {
    for (const node of nodes) {
      if (node.type >= 1 && node.type <= 6 && node.value) args.add(node.value);
      if (node.options) {
        if (node.type === 6) plurals.push(Object.keys(node.options));
        for (const option of Object.values(node.options)) walk(option.value);
      }
    }
  };
  walk(new IntlMessageFormat(message, locale, undefined, { ignoreTag: true }).getAst() as Node[]);
  return { args: [...args].sort(), plurals };
}

test('the three languages have the same keys', () => {
  expect(Object.keys(ru)).toEqual(Object.keys(en));
  expect(Object.keys(pl)).toEqual(Object.keys(en));
});

test('every text is filled in', () => {
  for (const [locale, all] of Object.entries(texts)) {
    for (const [key, text] of Object.entries(all)) expect(text.trim(), `${locale} ${key}`).not.toBe('');
  }
});

test('no key is unused', () => {
  const unused = Object.keys(en).filter((key) => !code.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)));
  expect(unused).toEqual([]);
});

test('no key is missing', () => {
  const used = [...code.matchAll(/\b(?:t|say)\(\s*'([a-zA-Z]+(?:\.[a-zA-Z-]+)*)'/g)].map((match) => match[1] ?? '');
  expect(used.filter((key) => !(key in en))).toEqual([]);
});

describe.each(['ru', 'pl'])('%s', (locale) => {
  const needed: Record<string, string[]> = { ru: ['one', 'few', 'many'], pl: ['one', 'few', 'many'] };

  test('messages take the same values as the English ones', () => {
    for (const [key, text] of Object.entries(texts[locale] ?? {})) {
      expect(`${key}: ${shape(text, locale).args}`).toBe(`${key}: ${shape((en as Record<string, string>)[key] ?? '', 'en').args}`);
    }
  });

  test.each([1, 2, 5, 21, 22])('plurals of %i choose a form of their own or the common one', (count) => {
    const category = new Intl.PluralRules(locale).select(count);
    for (const [key, text] of Object.entries(texts[locale] ?? {})) {
      for (const forms of shape(text, locale).plurals) {
        // A text that is the same in all numbers says `other` alone beside `one`; a declined one names every category.
        const declined = forms.includes('few') || forms.includes('many');
        if (declined) for (const form of needed[locale] ?? []) expect(forms, `${locale} ${key}`).toContain(form);
        expect(forms.includes(category) || forms.includes('other'), `${locale} ${key} ${category}`).toBe(true);
      }
    }
  });
});

test.each([
  ['en', 1, '1 record'],
  ['en', 21, '21 records'],
  ['ru', 1, '1 запись'],
  ['ru', 2, '2 записи'],
  ['ru', 5, '5 записей'],
  ['ru', 21, '21 запись'],
  ['ru', 22, '22 записи'],
  ['pl', 1, '1 pozycja'],
  ['pl', 2, '2 pozycje'],
  ['pl', 5, '5 pozycji'],
  ['pl', 21, '21 pozycji'],
  ['pl', 22, '22 pozycje'],
])('%s counts %i', (locale, count, expected) => {
  const message = texts[locale]?.['list.total'] ?? '';
  expect(new IntlMessageFormat(message, locale).format({ count, shown: String(count) })).toBe(expected);
});
