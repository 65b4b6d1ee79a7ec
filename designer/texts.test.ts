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
