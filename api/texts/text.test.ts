import { describe, expect, it } from 'vitest';
import en from './en.json' with { type: 'json' };
import pl from './pl.json' with { type: 'json' };
import ru from './ru.json' with { type: 'json' };
import { say, type TextKey } from './text.ts';

const params = { open: 2, capacity: 8, count: 5, late: 1 };

describe('sentences of the API', () => {
  it('exist in all three languages, ask for the same, and can be said', () => {
    const names = (text: string) => [...new Set([...text.matchAll(/\{(\w+)/g)].map((match) => match[1]))].sort();
    for (const [locale, table] of [
      ['ru', ru],
      ['pl', pl],
    ] as const) {
      expect(Object.keys(table).sort()).toEqual(Object.keys(en).sort());
      for (const key of Object.keys(en) as TextKey[]) {
        const given = Object.fromEntries(names(en[key]).map((name) => [name, (params as { [name: string]: number })[name ?? ''] ?? 'x']));
        expect([locale, key, names(table[key]).filter((name) => !/^(one|few|many|other)$/.test(name ?? ''))]).toEqual([
          locale,
          key,
          names(en[key]),
        ]);
        expect(say(locale, key, given)).not.toContain('{');
      }
    }
  });

  it.each([
    [1, '1 automatic step', '1 автоматический шаг', '1 krok automatyczny'],
    [2, '2 automatic steps', '2 автоматических шага', '2 kroki automatyczne'],
    [5, '5 automatic steps', '5 автоматических шагов', '5 kroków automatycznych'],
    [21, '21 automatic steps', '21 автоматический шаг', '21 kroków automatycznych'],
    [22, '22 automatic steps', '22 автоматических шага', '22 kroki automatyczne'],
  ])('count %i rightly', (count, english, russian, polish) => {
    expect(say('en', 'history.automatic', { count })).toBe(english);
    expect(say('ru', 'history.automatic', { count })).toBe(russian);
    expect(say('pl', 'history.automatic', { count })).toBe(polish);
  });
});
