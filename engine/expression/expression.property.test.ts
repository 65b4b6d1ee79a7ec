import fc from 'fast-check';
import * as feelin from 'feelin';
import { expect, it } from 'vitest';
import type { Json } from '../contract/index.ts';
import { checkExpression, checkUnaryTest } from './check-expression.ts';
import { evaluate, unaryTest } from './evaluate.ts';

const runs = 1_500;

const scope = {
  a: 1,
  b: 2.5,
  zero: 0,
  name: 'Jan',
  empty: '',
  yes: true,
  no: false,
  nothing: null,
  lead: { amount: 7, phone: '123', tags: ['x', 'y'], nested: { deep: 1 } },
  list: [1, 2, 3],
  texts: ['x', 'y'],
};

const number = fc.constantFrom('1', '2', '7', '2.5', '0', 'a', 'b', 'lead.amount', 'count(list)', 'list[1]', 'lead.nested.deep');
const text = fc.constantFrom('"Jan"', '"x"', '""', 'name', 'lead.phone', 'upper case(name)', 'lead.missing', 'nothing');
const { condition } = fc.letrec<{ condition: string; sum: string }>((tie) => ({
  sum: fc.oneof(
    { maxDepth: 3 },
    number,
    fc.tuple(tie('sum'), fc.constantFrom('+', '-', '*'), tie('sum')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie('sum').map((s) => `-(${s})`),
  ),
  condition: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom('yes', 'no', 'true', 'false', 'yes = true', 'nothing', 'nothing = null', 'lead.missing != null'),
    fc.tuple(tie('sum'), fc.constantFrom('=', '!=', '<', '<=', '>', '>='), tie('sum')).map((parts) => parts.join(' ')),
    fc.tuple(text, fc.constantFrom('=', '!='), text).map((parts) => parts.join(' ')),
    fc.tuple(tie('condition'), fc.constantFrom('and', 'or'), tie('condition')).map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie('condition').map((c) => `not(${c})`),
    fc
      .tuple(tie('sum'), fc.constantFrom('[1..7]', '[a..b]', '(0..lead.amount)', ']a..3]', '[2.5..2.5]'))
      .map(([s, range]) => `(${s} in ${range})`),
    fc.tuple(tie('condition'), tie('condition')).map(([l, r]) => `(if ${l} then ${r} else no)`),
    tie('condition').map((c) => `count(list[${c}]) > 1`),
    fc.tuple(number, tie('condition')).map(([n, c]) => `(some x in list satisfies x > ${n} and (${c}) = true)`),
    tie('sum').map((s) => `sum(for x in list return x + ${s}) > 10`),
  ),
}));

function byFeelin(expression: string): Json {
  return (feelin.evaluate(expression, scope).value ?? null) as Json;
}

// In parentheses: feelin lets a test after `in` swallow the `and` that follows (see `syntax/logic.ts`); and it takes null for false
// in `some`, where the standard has three values.
it('agrees with feelin on what people write in conditions', () => {
  fc.assert(
    fc.property(condition, (expression) => {
      expect(evaluate(expression, scope, { now: 0 })).toMatchObject({ ok: true, value: byFeelin(expression) });
    }),
    { numRuns: runs },
  );
});

const cell = fc.constantFrom(
  '"Jan"',
  '"x","Jan"',
  'not("x")',
  '< 5',
  '[1..7]',
  '(1..7)',
  '> a',
  'a',
  '-',
  'null',
  '? > 3',
  'lead.amount',
  '1, 2, > 6',
  'not(1, 2)',
  'contains(?, "a")',
);

it('agrees with feelin on cells', () => {
  fc.assert(
    fc.property(cell, fc.constantFrom<Json>(1, 2.5, 7, 'Jan', 'x', null), (test, input) => {
      // feelin takes a test that comes to null for the value null, and so for the input null.
      fc.pre(!(input === null && test.includes('?')));
      // And it finds a text in a range of numbers.
      fc.pre(!(typeof input === 'string' && test.includes('..')));
      const expected = feelin.unaryTest(test, { ...scope, '?': input }).value === true;
      expect({ test, input, ...unaryTest(test, input, scope, { now: 0 }) }).toMatchObject({ test, input, ok: true, value: expected });
    }),
    { numRuns: runs },
  );
});

const words = fc.constantFrom(
  ...'a b lead . .. , : ; ( ) [ ] { } + - * / ** ^ = != < <= > >= and or not in between if then else for return some every satisfies function external instance of null true false "x" "\\u00e9" @"2020-01-01" date("x") 1 2.5 .5 ? // /* */ \n \t count( string length ` \' ƒ ƒƒadd( \u0000 é 漢 🙂 __proto__ \\ #'.split(
    ' ',
  ),
);

it('random text never throws, and what is checked can be evaluated', () => {
  const random = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.array(words, { maxLength: 25 }).map((list) => list.join(' ')),
    fc.array(words, { maxLength: 25 }).map((list) => list.join('')),
  );
  fc.assert(
    fc.property(random, (expression) => {
      const check = checkExpression(expression);
      const result = evaluate(expression, scope, { now: 0 });
      if (!check.ok) {
        expect(check.offset).toBeGreaterThanOrEqual(0);
        expect(check.offset).toBeLessThanOrEqual(expression.length);
        expect(result.ok).toBe(false);
      } else if (!result.ok) {
        expect(['unknownName', 'unknownFunction', 'result', 'unsupported', 'budget', 'syntax']).toContain(result.code);
      }
      checkUnaryTest(expression);
      unaryTest(expression, 1, scope, { now: 0 });
    }),
    { numRuns: 4_000 },
  );
});

it('parts of real expressions, cut and glued, never throw', () => {
  const real =
    'for x in [1, 2], y in 1..3 return if x > y and contains(lead.phone, "1") then {k: x ** y, "l m": not(yes)} else string length(name) - -a';
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: real.length }),
      fc.integer({ min: 0, max: real.length }),
      fc.integer({ min: 0, max: real.length }),
      (i, j, k) => {
        const glued = real.slice(0, i) + real.slice(j, k);
        checkExpression(glued);
        evaluate(glued, scope, { now: 0 });
      },
    ),
    { numRuns: runs },
  );
});
