import { describe, expect, it } from 'vitest';
import { inspectExpression, inspectUnaryTest } from './inspect.ts';
import { type FeelType, typeText } from './types/feel-type.ts';
import type { TypedScope } from './types/type-scope.ts';

const text: FeelType = { kind: 'string' };
const number: FeelType = { kind: 'number' };
const lead: FeelType = {
  kind: 'context',
  entries: [
    ['phone', text],
    ['amount', number],
    ['first-name', text],
    ['tags', { kind: 'list', of: text }],
    ['lines', { kind: 'list', of: { kind: 'context', entries: [['price', number]] } }],
  ],
};
const scope: TypedScope = {
  names: [
    ['lead', lead],
    ['approved', { kind: 'boolean' }],
    ['date of birth', { kind: 'date' }],
    ['anything', { kind: 'any' }],
  ],
};

describe('types', () => {
  it.each([
    ['lead.amount * 1.23', 'number'],
    ['lead.first-name + "!"', 'string'],
    ['date of birth + duration("P1Y")', 'date'],
    ['date of birth + @"P1Y"', 'date'],
    ['lead.lines[price > 3]', 'list<context<price: number>>'],
    ['lead.lines[1].price', 'number'],
    ['lead.lines.price', 'list<number>'],
    ['sum(lead.lines.price)', 'Any'],
    ['for l in lead.lines return l.price > 3', 'list<boolean>'],
    ['if approved then 1 else "x"', 'Any'],
    ['{a: 1, b: a + 1}', 'context<a: number, b: number>'],
    ['function(x: number) x + 1', 'function<number> -> number'],
    ['string length(lead.phone)', 'number'],
    ['[1..lead.amount]', 'range<number>'],
    ['anything.whatever + 1', 'number'],
    ['@"2026-03-01".weekday', 'number'],
  ])('%s is %s', (expression, type) => {
    const found = inspectExpression(expression, scope);
    expect(found.findings).toEqual([]);
    expect(typeText(found.type)).toBe(type);
  });
});

describe('findings have a rule, a place and a way out', () => {
  it.each([
    ['lead.phon = "1"', 'expression/unknown-entry', 5, /Did you mean “phone”/],
    ['aproved and true', 'expression/unknown-name', 0, /Did you mean “approved”/],
    ['1 + missing', 'expression/unknown-name', 4, /Choose one/],
    ['lead.amount + lead.phone', 'expression/operands', 12, /number and string is always null/],
    ['lead.amount = "7"', 'expression/operands', 12, /always null/],
    ['lead.phone > 7', 'expression/operands', 11, /always null/],
    ['lead.amount between "a" and "b"', 'expression/operands', 0, /always null/],
    ['lead.amount in ["a", "b"]', 'expression/operands', 15, /always null/],
    ['lead.phone in [1..3]', 'expression/operands', 14, /always null/],
    ['if lead.phone then 1 else 2', 'expression/condition', 3, /true or false/],
    ['approved and lead.amount', 'expression/condition', 13, /true or false/],
    ['substring(lead.amount, 2)', 'expression/arguments', 0, /substring\(string: string/],
    ['substring("a")', 'expression/arguments', 0, /cannot take \(string\)/],
    ['substring(string: "a", start: 1)', 'expression/arguments', 0, /start position/],
    ['upper cas("a")', 'expression/unknown-function', 0, /Did you mean “upper case”/],
    ['lead.lines[prize > 3]', 'expression/unknown-name', 11, /Did you mean “price”/],
    ['lead.amount instance of nunber', 'expression/unknown-type', 0, /no type “nunber”/],
    ['@"2026-02-30" > date of birth', 'expression/no-time', 0, /no date, time or duration/],
    ['lead.amount >', 'expression/not-understood', 13, /ends too early/],
    ['-lead.phone', 'expression/operands', 0, /always null/],
    ['date of birth.yaer', 'expression/unknown-entry', 14, /Did you mean “year”/],
  ])('%s: %s', (expression, rule, offset, message) => {
    const { findings } = inspectExpression(expression, scope);
    expect(findings[0]).toMatchObject({ rule, offset });
    expect(findings[0]?.message).toMatch(message);
  });

  it('an open scope leaves names alone, but not entries of what it knows', () => {
    const open = { ...scope, open: true };
    expect(inspectExpression('missing + 1', open).findings).toEqual([]);
    expect(inspectExpression('lead.phon', open).findings).toHaveLength(1);
  });
});

describe('cells', () => {
  it.each<[string, FeelType, number]>([
    ['"a", "b"', text, 0],
    ['"a", 5', text, 1],
    ['< 5, [7..9]', number, 0],
    ['[1..3]', text, 1],
    ['> "a"', number, 1],
    ['? > 3 and approved', number, 0],
    ['not("a")', number, 1],
    ['-', number, 0],
    ['null', number, 0],
    ['contains(?, "a")', text, 0],
    ['contains(?, "a")', number, 1],
    ['lead.tags', text, 0],
    ['anything', number, 0],
  ])('%s for an input of %j: %d', (cell, input, count) => {
    expect(inspectUnaryTest(cell, input, scope).findings).toHaveLength(count);
  });
});
