import { describe, expect, it } from 'vitest';
import type { Json } from '../contract/index.ts';
import { evaluate, evaluateRaw } from './evaluate.ts';
import { limits } from './limits.ts';
import type { Scope } from './types.ts';
import { numberText } from './values/number.ts';

const env = { now: 0 };

function value(text: string, scope: Scope = {}): Json | string {
  const result = evaluate(text, scope, env);
  return result.ok ? result.value : `!${result.code}`;
}

describe('a test after "in" ends where the standard ends it', () => {
  it.each<[string, Json]>([
    ['3 in [1..2] or true', true],
    ['3 in > 5 or true', true],
    ['3 in > 1 and false', false],
    ['3 in [1..5] and true or false', true],
    ['false and 3 in [1..5] or true', true],
    ['false and (3 in [1..5] or true)', false],
    ['true or 3 in [1..2] and false', true],
    ['3 in (> 5, < 4) and 2 in [1..2]', true],
    ['if 3 in [1..2] or false then "a" else "b"', 'b'],
    ['some x in [1, 2] satisfies x in [2..3] and x > 1', true],
    ['[3 in [1..2] or true, 1]', [true, 1]],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('types the parser does not know', () => {
  it.each<[string, Json]>([
    ['[1..3] instance of range<number>', true],
    ['["a".."b"] instance of range<number>', false],
    ['[[1..3]] instance of list<range<number>>', true],
    ['"range<number>" instance of string and [1..2] instance of range < number >', true],
    ['{r: [1..2], f: function(x: range<number>) x.start}.f([4..5])', 4],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('a variable called range is compared like any other', () => {
    expect(value('range < 3 and 4 > range', { range: 2 })).toBe(true);
  });
});

describe('names', () => {
  it.each<[string, Scope, Json]>([
    ['first-name', { 'first-name': 1, first: 5, name: 2 }, 1],
    ['first-name', { first: 5, name: 2 }, 3],
    ['person.first-name + 1', { person: { 'first-name': 1 } }, 2],
    ['people[first-name = "a"].age', { people: [{ 'first-name': 'a', age: 3 }] }, [3]],
    ['for p in people return p.first-name', { people: [{ 'first-name': 'a' }] }, ['a']],
    ['date of birth', { 'date of birth': 'x' }, 'x'],
    ["owner's  car", { "owner's car": 7 }, 7],
    ['a / b', { 'a / b': 1, a: 6, b: 3 }, 1],
    ['profit and loss > 3', { 'profit and loss': 4 }, true],
    ['if in stock then 1 else 2', { 'in stock': true }, 1],
    ['größe + 1', { größe: 1 }, 2],
    ['имя', { имя: 'Анна' }, 'Анна'],
    ['{first name: "a", full: first name + "b"}.full', {}, 'ab'],
    ['{f: function(first name) first name + 1}.f(first name: 2)', {}, 3],
    ['🙂 + 1', { '🙂': 1 }, 2],
  ])('%s with %j', (text, scope, expected) => {
    expect(value(text, scope)).toEqual(expected);
  });
});

describe('text is counted in characters', () => {
  it.each<[string, Json]>([
    ['string length("🙂é")', 2],
    ['substring("🙂bc", 2)', 'bc'],
    ['substring("a🙂c", -2, 1)', '🙂'],
    ['"\\uD83D\\uDE42" = "🙂"', true],
    ['"\\U01F642" = "🙂"', true],
    ['"😀" > "\\uFFFD"', true],
    ['replace("a🙂c", ".", "x")', 'xxx'],
    ['split("a🙂b", "🙂")', ['a', 'b']],
    ['upper case("straße żółw")', 'STRASSE ŻÓŁW'],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('numbers are decimal with 34 digits', () => {
  it.each<[string, string]>([
    ['1 / 3', '0.3333333333333333333333333333333333'],
    ['2 / 3', '0.6666666666666666666666666666666667'],
    ['9007199254740993 + 2', '9007199254740995'],
    ['0.1 + 0.2 + 12345678901234567890.05', '12345678901234567890.35'],
    ['100 * 1.1', '110'],
    ['1.005 * 1000', '1005'],
    ['10 ** 34 + 1 - 10 ** 34', '0'],
    ['10 ** 33 + 1 - 10 ** 33', '1'],
    ['1e-400 * 1e400', '1'],
    ['sqrt(2)', '1.414213562373095048801688724209698'],
    ['0.00000000001', '0.00000000001'],
  ])('%s is %s', (text, expected) => {
    const result = evaluateRaw(text, {}, env);
    expect(result.ok && numberText(result.raw as never)).toBe(expected);
  });

  it('what a double cannot hold leaves as the nearest one, what none comes near as null', () => {
    expect(value('9007199254740993')).toBe(9007199254740992);
    expect(value('9007199254740993 = 9007199254740992')).toBe(false);
    expect(value('1 / 3')).toBe(1 / 3);
    expect(value('10 ** 400')).toBeNull();
    expect(value('10 ** 400 / 10 ** 399')).toBe(10);
    expect(value('string(9007199254740993)')).toBe('9007199254740993');
  });

  it('money adds up', () => {
    const lines = Array.from({ length: 1_000 }, (_, i) => ({ price: (i % 100) / 100 }));
    expect(value('sum(lines.price)', { lines })).toBe(495);
    expect(value('sum(for l in lines return l.price * 1.23) = 608.85', { lines })).toBe(true);
  });
});

describe('size', () => {
  it('a text over the limit is refused at once, with what to do', () => {
    const long = evaluate(`[${'1,'.repeat(20_000)}1]`, {}, env);
    expect(long).toMatchObject({ ok: false, code: 'tooComplex', message: expect.stringContaining(`longer than ${limits.text}`) });
    expect(evaluate(`${'('.repeat(400)}1${')'.repeat(400)}`, {}, env)).toMatchObject({
      code: 'tooComplex',
      message: expect.stringContaining('nested deeper'),
    });
  });

  it('values nested deeper than any machine can go through are stopped at a count, not at its stack', () => {
    const deep = '{l: for i in 1..1560 return if i = 1 then [] else [partial[-1]], a: l[-1]';
    expect(evaluate(`${deep}, r: string(a)}.r`, {}, env)).toMatchObject({
      ok: false,
      code: 'budget',
      message: expect.stringContaining('too deep'),
    });
    expect(evaluate(`${deep}, r: count(flatten(a))}.r`, {}, env)).toMatchObject({ ok: false, code: 'budget' });
    expect(evaluate(`${deep}}.a`, {}, env)).toMatchObject({ ok: false, code: 'budget' });
  });

  it('functions that call each other without end are stopped', () => {
    expect(evaluate('{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r', {}, env)).toMatchObject({ ok: false, code: 'budget' });
  });
});
