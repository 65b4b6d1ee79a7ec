import { describe, expect, test } from 'vitest';
import * as definitions from '../../activities/jobs/definitions.ts';
import { evaluate } from '../../engine/expression/index.ts';
import { type Locale, translator } from '../texts.tsx';
import { inputSource, shownInput, withInput } from './job-inputs.ts';

describe('what a job gets', () => {
  test.each([
    ['text', 'https://erp.example/orders?a=1&b=2', '"https://erp.example/orders?a=1&b=2"'],
    ['longText', 'Dear "friend",\nback\\slash', '"Dear \\"friend\\",\\nback\\\\slash"'],
    ['text', '= erpUrl', 'erpUrl'],
    ['choice', 'POST', '"POST"'],
    ['expression', 'lead.email', 'lead.email'],
    ['expression', '{a: 1}', '{a: 1}'],
    ['number', '5000', '5000'],
    ['boolean', 'true', 'true'],
  ] as const)('%s: %s is %s and is shown as it was typed', (kind, text, source) => {
    expect(inputSource(kind, text)).toBe(source);
    expect(shownInput(kind, source)).toBe(text);
  });

  test('a text is the value that the job gets', () => {
    for (const text of ['plain', 'Dear "friend",\nback\\slash', 'Зовите 😀'])
      expect(evaluate(inputSource('text', text), {}, { now: 0 })).toMatchObject({ value: text });
  });

  test('an address needs no quotes even where formulas are written', () => {
    expect(inputSource('expression', 'anna@firma.example')).toBe('"anna@firma.example"');
    expect(inputSource('expression', '["a@b.example", lead.email]')).toBe('["a@b.example", lead.email]');
  });

  test('a formula stays one, also a text that begins with =', () => {
    expect(shownInput('text', '= "a" + b')).toBe('= "a" + b');
    expect(shownInput('text', '"=a"')).toBe('= "=a"');
    expect(inputSource('text', '= "=a"')).toBe('"=a"');
    expect(inputSource('text', '')).toBe('');
  });

  test('rows keep their places', () => {
    const rows = [
      { target: 'url', source: '"a"' },
      { target: 'own', source: 'b' },
    ];
    expect(withInput(rows, 'url', '"c"')).toEqual([{ target: 'url', source: '"c"' }, rows[1]]);
    expect(withInput(rows, 'body', 'd')).toEqual([...rows, { target: 'body', source: 'd' }]);
    expect(withInput(rows, 'url', '')).toEqual([rows[1]]);
  });
});

test.each(['en', 'ru', 'pl'] as Locale[])('%s: every input of the shipped job types has a title', (locale) => {
  const t = translator(locale);
  const keys = Object.values(definitions).flatMap(({ type, fields }) =>
    fields.flatMap(({ name, help, choices }) => [
      `job.input.${type}.${name}`,
      ...(help ? [`job.help.${type}.${name}`] : []),
      // The methods of HTTP are called so everywhere.
      ...(choices ?? []).filter(({ value, label }) => value !== label).map(({ value }) => `job.choice.${type}.${name}.${value}`),
    ]),
  );
  expect(keys.length).toBeGreaterThan(40);
  expect(keys.filter((key) => t(key) === key)).toEqual([]);
});
