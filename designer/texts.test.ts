import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import en from './texts/en.json';
import pl from './texts/pl.json';
import ru from './texts/ru.json';
import { translator } from './texts.tsx';

const folder = new URL('.', import.meta.url).pathname;

describe('designer texts', () => {
  test('the three languages have the same keys and placeholders', () => {
    const shape = (table: { [key: string]: string }) =>
      Object.entries(table)
        .map(([key, text]) => `${key} ${(text.match(/\{\w+\}/g) ?? []).sort().join()}`)
        .sort();
    expect(shape(ru)).toEqual(shape(en));
    expect(shape(pl)).toEqual(shape(en));
  });

  test('every key used in the code is there', () => {
    const used = sources(folder).flatMap((file) =>
      [...readFileSync(file, 'utf8').matchAll(/\bt\('([\w.+-]+)'/g)].map((match) => match[1] ?? ''),
    );
    expect(used.length).toBeGreaterThan(60);
    expect(used.filter((key) => !(key in en))).toEqual([]);
  });

  test.each([
    ['en', 1, 'Due 1 working day after the step opens'],
    ['en', 5, 'Due 5 working days after the step opens'],
    ['ru', 1, 'Срок: 1 рабочий день после открытия шага'],
    ['ru', 2, 'Срок: 2 рабочих дня после открытия шага'],
    ['ru', 5, 'Срок: 5 рабочих дней после открытия шага'],
    ['ru', 21, 'Срок: 21 рабочий день после открытия шага'],
    ['ru', 22, 'Срок: 22 рабочих дня после открытия шага'],
    ['pl', 1, 'Termin: 1 dzień roboczy po otwarciu kroku'],
    ['pl', 2, 'Termin: 2 dni robocze po otwarciu kroku'],
    ['pl', 5, 'Termin: 5 dni roboczych po otwarciu kroku'],
    ['pl', 21, 'Termin: 21 dni roboczych po otwarciu kroku'],
    ['pl', 22, 'Termin: 22 dni robocze po otwarciu kroku'],
  ] as const)('plurals: %s %i', (locale, count, sentence) => {
    const t = translator(locale);
    expect(t('byWhen.working', { span: t('span.working.days', { count }) })).toBe(sentence);
  });

  test('every plural has the forms of its language', () => {
    for (const [locale, table] of Object.entries({ en, ru, pl }))
      for (const [key, text] of Object.entries(table).filter(([, text]) => text.includes(', plural,'))) {
        const forms = [...text.matchAll(/(\w+) \{/g)].map((match) => match[1]).sort();
        expect(forms, `${locale} ${key}`).toEqual(new Intl.PluralRules(locale).resolvedOptions().pluralCategories.toSorted());
      }
  });

  test('a name of the company may have braces', () => {
    expect(translator('en')('Send {offer}', { name: 'x' })).toBe('Send {offer}');
  });

  test('placeholders are filled; names of the company pass as they are', () => {
    const t = translator('pl');
    expect(t('panel.cases', { count: 5 })).toBe('sprawy tutaj: 5');
    expect(t('Pre-sales call')).toBe('Pre-sales call');
  });
});

function sources(dir: string): string[] {
  return readdirSync(dir, { withFileTypes: true }).flatMap((entry) => {
    const path = join(dir, entry.name);
    return entry.isDirectory() ? sources(path) : /\.tsx?$/.test(entry.name) && !/\.test\./.test(entry.name) ? [path] : [];
  });
}
