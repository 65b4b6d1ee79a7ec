import { describe, expect, test } from 'vitest';
import en from './findings/en.json' with { type: 'json' };
import pl from './findings/pl.json' with { type: 'json' };
import ru from './findings/ru.json' with { type: 'json' };
import { finding, label, ruleIds, say, translateFinding } from './findings.ts';

const namesIn = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).sort();

describe.each([
  ['ru', ru as { [rule: string]: string }],
  ['pl', pl as { [rule: string]: string }],
])('findings in %s', (_locale, texts) => {
  test('every rule has a text, and no text lacks its rule', () => {
    expect(Object.keys(texts).sort()).toEqual(Object.keys(en).sort());
  });

  test.each(ruleIds)('%s uses the same params', (rule) => {
    expect(namesIn(texts[rule] ?? '')).toEqual(namesIn((en as { [rule: string]: string })[rule] ?? ''));
  });
});

describe('findings', () => {
  test('params are filled in, in each language', () => {
    const found = finding('timer/duration', 'error', 'wait', { element: label({ id: 'wait', name: 'Two\n days' }), value: '2 days' });
    expect(found.message).toBe('“Two days” (wait): “2 days” is not a duration. Write it like PT4H or P2D, or as FEEL with a leading =.');
    expect(translateFinding(found, 'pl')).toContain('„2 days” nie jest czasem trwania');
    expect(translateFinding(found, 'ru')).toContain('«2 days» — не длительность');
  });

  test('words of ours are translated, names of the author are not', () => {
    const found = finding('element/not-executable', 'error', 'x', { element: '“multi-instance” (x)', what: 'multi-instance' });
    expect(translateFinding(found, 'ru')).toBe(
      '“multi-instance” (x): это пока не выполняется (многократное выполнение). Замените на то, что выполняется; молча ничего не пропускается.',
    );
    expect(say('user-task/outcome-twice', { element: 'x', outcome: 'message' }, 'pl')).toContain('„message”');
  });

  test('a param that is not given stays visible', () => {
    expect(say('xml/too-deep', { line: 3 })).toContain('{limit}');
  });
});
