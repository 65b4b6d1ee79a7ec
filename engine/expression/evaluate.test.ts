import { describe, expect, it } from 'vitest';
import type { Json } from '../contract/index.ts';
import { evaluate } from './evaluate.ts';
import type { ExpressionEnv, Scope } from './types.ts';

/** 24 October 2026, 09:00 in Warsaw, the day before clocks go back. */
const env: ExpressionEnv = { now: Date.UTC(2026, 9, 24, 7), zone: 'Europe/Warsaw' };
const scope: Scope = {
  lead: { phone: '+48 1', amount: 7, 'first-name': 'Jan', tags: ['a', 'b'], email: null },
  count: 5,
  approved: true,
  'total sum': 12,
  list: [3, 1, 2],
  items: [
    { count: 1, tags: ['x'] },
    { count: 2, tags: [] },
  ],
};

function value(text: string, more: Scope = {}): Json | string {
  const result = evaluate(text, { ...scope, ...more }, env);
  return result.ok ? result.value : `!${result.code}`;
}

describe('values', () => {
  it.each<[string, Json]>([
    ['1 + 2 * 3', 7],
    ['lead.amount > 3 and approved', true],
    ['lead.email = null', true],
    ['lead.nothing', null],
    ['if lead.amount > 5 then "big" else "small"', 'big'],
    ['for x in list return x * 2', [6, 2, 4]],
    ['for x in 1..3, y in [10] return x + y', [11, 12, 13]],
    ['for x in 3..1 return x', [3, 2, 1]],
    ['some x in list satisfies x > 2', true],
    ['every x in list satisfies x > 2', false],
    ['list[item > 1]', [3, 2]],
    ['list[-1]', 2],
    ['items[tags[1] = "x"].count', [1]],
    ['{a: 1, b: a + 1}', { a: 1, b: 2 }],
    ['{double: function(n) n * 2, result: double(21)}.result', 42],
    ['lead.amount in [1..7]', true],
    ['lead.amount in (> 10, [5..8])', true],
    ['lead.amount between 7 and 9', true],
    ['approved in true', true],
    ['true in (false, true)', true],
    ['for d in @"2027-02-27"..@"2027-03-01" return d', ['2027-02-27', '2027-02-28', '2027-03-01']],
    ['"a" + "b"', 'ab'],
    ['sort(list, function(a, b) a < b)', [1, 2, 3]],
    ['substring(string: "hello", start position: 2)', 'ello'],
    ['"a" // a comment\n + "b" /* another */', 'ab'],
    ['if(approved)then-1 else+1', -1],
    ['-lead.amount * -2', 14],
    ['not(approved)', false],
    ['string([1, "a", {b: null}])', '[1, "a", {b: null}]'],
    ['1 = "1"', null],
    ['null > 1', null],
    ['false and null', false],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('names', () => {
  it.each<[string, Json]>([
    ['lead.first-name', 'Jan'],
    ['total sum + 1', 13],
    ['total  sum', 12],
    ['count', 5],
    ['count(list)', 3],
    ['count(list) < count', true],
    ['items[count(tags) > 0].count', [1]],
    ['count(items[count = 2])', 1],
    ['items[extra = 1]', []],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('a name with a minus is one only where the scope has it', () => {
    expect(value('first-name', { 'first-name': 1, first: 5, name: 2 })).toBe(1);
    expect(value('first-name', { first: 5, name: 2 })).toBe(3);
  });

  it('names that JavaScript gives a meaning are just unknown', () => {
    for (const name of ['constructor', 'toString', '__proto__', 'hasOwnProperty']) expect(value(name)).toBe('!unknownName');
    expect(value('lead.constructor')).toBeNull();
    expect(value('lead.__proto__')).toBeNull();
    expect(value('{"__proto__": 1}')).toBe('!result');
    expect(value('{"__proto__": 1}.__proto__ + 1')).toBe(2);
    expect(evaluate('x', JSON.parse('{"x": {"__proto__": 1}}') as Scope, env)).toMatchObject({ ok: false, code: 'result' });
  });
});

describe('errors have a code and a place', () => {
  it.each([
    ['lead.amount >', 'syntax', 13],
    ['', 'syntax', 0],
    ['1 + + )', 'syntax', 6],
    ['approved and missing', 'unknownName', 13],
    ['1 + missing(2)', 'unknownFunction', 4],
    ['items[count = 1 and missing(2)]', 'unknownFunction', 20],
    ['items[count = 1][1].tags = missing', 'unknownName', 27],
    ['lead(1)', 'unknownFunction', 0],
    ['{f: 1, g: f(2)}.g', 'unknownFunction', 10],
    ['function(x) x', 'result', undefined],
    ['[1..3]', 'result', undefined],
  ])('%j', (text, code, offset) => {
    expect(evaluate(text, scope, env)).toMatchObject({ ok: false, code, ...(offset === undefined ? {} : { offset }) });
  });

  it('the offset is right behind rewritten operators and comments', () => {
    const text = '1 + 2 * 3 - /* why */ lead.amount + missing';
    expect(evaluate(text, scope, env)).toMatchObject({ code: 'unknownName', offset: text.indexOf('missing') });
  });

  it('a wrong type is null, and an error only when asked', () => {
    expect(value('"a" + 1')).toBeNull();
    expect(value('1 / 0')).toBeNull();
    const strict = { ...env, strict: true };
    expect(evaluate('"a" + 1', scope, strict)).toMatchObject({
      ok: false,
      code: 'type',
      offset: 4,
      message: 'Cannot add a text and a number.',
    });
    expect(evaluate('lead.nothing + 1', scope, strict)).toMatchObject({ ok: false, code: 'type' });
    expect(evaluate('lead.amount + 1', scope, strict)).toEqual({ ok: true, value: 8 });
  });
});

describe('numbers are decimal (P19)', () => {
  it.each<[string, Json]>([
    ['0.1 + 0.2', 0.3],
    ['0.1 + 0.2 = 0.3', true],
    ['sum([0.1, 0.2]) = 0.3', true],
    ['1.1 * 3', 3.3],
    ['0.3 - 0.1', 0.2],
    ['decimal(1.5, 0)', 2],
    ['decimal(2.5, 0)', 2],
    ['decimal(-2.5, 0)', -2],
    ['decimal(0.125, 2)', 0.12],
    ['decimal(1.015, 2)', 1.02],
    ['decimal(1234, -2)', 1200],
    ['round half up(2.5, 0)', 3],
    ['round half up(-2.5, 0)', -3],
    ['round half down(2.5, 0)', 2],
    ['round up(1.121, 2)', 1.13],
    ['round down(-1.129, 2)', -1.12],
    ['floor(-1.5)', -2],
    ['ceiling(1.2)', 2],
    ['floor(1.567, 1)', 1.5],
    ['modulo(-10, 3)', 2],
    ['modulo(1.1, 0.2)', 0.1],
    ['median([10, 9, 2])', 9],
    ['mean([0.1, 0.2, 0.3])', 0.2],
    ['product([1.1, 3])', 3.3],
    ['2 ** 10', 1024],
    ['10 ** 400', null],
    ['9007199254740991 + 1', 9007199254740992],
    ['sum([])', null],
    ['sum(["a"])', null],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });
});

describe('time (P20)', () => {
  it.each<[string, Json]>([
    ['now()', '2026-10-24T09:00:00+02:00'],
    ['now() + duration("P1D")', '2026-10-25T09:00:00+01:00'],
    ['today()', '2026-10-24'],
    ['date("2021-01-02") - duration("PT1H")', '2021-01-01'],
    ['date("2021-01-02") + duration("P1M")', '2021-02-02'],
    ['date and time("2021-01-02T00:00:00Z") - date and time("2021-01-01T00:00:00")', null],
    ['date and time("2021-01-02T00:00:00Z") - date and time("2021-01-01T00:00:00Z")', 'P1D'],
    ['date and time("2023-03-06T16:23:00+01:00") = date and time("2023-03-06T17:23:00+02:00")', true],
    ['date and time("2023-03-06T16:23:00+01:00") - date and time("2023-03-06T16:23:00+02:00")', 'PT1H'],
    ['date("2023-02-29")', null],
    ['duration("PT1H") * 2', 'PT2H'],
    ['duration("P1D") / 2', 'PT12H'],
    ['duration("P1Y") / duration("P1M")', 12],
    ['-duration("P1D")', '-P1D'],
    ['years and months duration(date("2011-12-22"), date("2013-08-24"))', 'P1Y8M'],
    ['years and months duration(from: date("2013-08-24"), to: date("2011-12-22"))', '-P1Y8M'],
    ['@"10:10:10" + @"P1Y"', null],
    ['@"2021-01-01" - @"10:10:10"', null],
    ['date and time(date: date("2017-01-01"), time: time("23:59:01"))', '2017-01-01T23:59:01'],
    ['duration("P1D") > duration("PT23H")', true],
    ['@"2026-10-25" > today()', true],
    ['date(lead.created) < today()', true],
    ['day of week(today())', 'Saturday'],
  ])('%s', (text, expected) => {
    expect(value(text, { lead: { created: '2026-01-01' } })).toEqual(expected);
  });

  it('without a zone it is UTC, and the clock is the one given', () => {
    expect(evaluate('now()', {}, { now: 0 })).toEqual({ ok: true, value: '1970-01-01T00:00:00Z' });
    expect(evaluate('today()', {}, { now: Date.UTC(2027, 0, 1, 23, 30), zone: 'Asia/Novosibirsk' })).toEqual({
      ok: true,
      value: '2027-01-02',
    });
  });
});

describe('regular expressions run in linear time', () => {
  it.each<[string, Json]>([
    ['matches("foobar", "^fo*b")', true],
    ['matches("FOO", "foo", "i")', true],
    ['matches("a\\nb", "a.b", "s")', true],
    ['replace("abcd", "(ab)|(a)", "[1=$1][2=$2]")', '[1=ab][2=]cd'],
    ['replace("abc", "b", "[$0]")', 'a[b]c'],
    ['replace("aaa", "x*", "-")', '-a-a-a-'],
    ['split("John Doe", "\\\\s")', ['John', 'Doe']],
    ['split("a;b;;c", ";")', ['a', 'b', '', 'c']],
    ['matches("a", "(")', null],
    ['matches("aa", "(a)\\\\1")', null],
  ])('%s', (text, expected) => {
    expect(value(text)).toEqual(expected);
  });

  it('a catastrophic one takes no time', () => {
    expect(value(`matches("${'a'.repeat(5_000)}b", "^(a+)+$")`)).toBe(false);
  });
});

describe('budgets', () => {
  const doubling = (start: string, op: (a: string) => string) =>
    `{a0: ${start}, ${Array.from({ length: 40 }, (_, i) => `a${i + 1}: ${op(`a${i}`)}`).join(', ')}}.a40`;
  it.each([
    ['a range of a billion', 'for x in 1..1000000000 return x'],
    ['loops in loops', 'for x in 1..1000, y in 1..1000, z in 1..1000 return 1'],
    ['loops in loops over lists', '{l: for x in 1..1000 return x, r: for x in l, y in l return 1}'],
    ['filters in loops over lists', '{l: for x in 1..1000 return x, r: for x in l return l[item = x]}'],
    ['quantified loops in loops', 'some x in 1..1000, y in 1..1000 satisfies false'],
    ['a loop in a loop body', 'for x in 1..1000 return count(for y in 1..1000 return y)'],
    ['a text doubled forty times', doubling('"ab"', (a) => `${a} + ${a}`)],
    ['a list doubled forty times', doubling('[1]', (a) => `concatenate(${a}, ${a})`)],
    ['a tree of forty levels', doubling('[1]', (a) => `[${a}, ${a}]`)],
    ['that tree as a text', `string(${doubling('[1]', (a) => `[${a}, ${a}]`)})`],
    ['a text whose letters become that text, twice', `{a: "${'a'.repeat(2_000)}", b: replace(a, ".", a), c: replace(b, ".", a)}`],
  ])('%s is stopped', (_, text) => {
    // Its speed is the bench's; here it is stopped by its steps, the same everywhere.
    expect(evaluate(text, {}, env)).toMatchObject({ ok: false, code: 'budget' });
  });

  it('an expression too long or too deep is refused', () => {
    expect(evaluate(`"${'a'.repeat(30_000)}"`, {}, env)).toMatchObject({ code: 'tooComplex' });
    expect(evaluate(`${'('.repeat(3_000)}1${')'.repeat(3_000)}`, {}, env)).toMatchObject({ code: 'tooComplex' });
    expect(evaluate('-'.repeat(5_000), {}, env).ok).toBe(false);
  });

  it('a large honest list is fine', () => {
    const many = Array.from({ length: 20_000 }, (_, i) => ({ amount: i }));
    expect(evaluate('sum(for r in rows return r.amount)', { rows: many } as Scope, env)).toEqual({ ok: true, value: 199_990_000 });
  });
});
