import fc from 'fast-check';
import { expect, it } from 'vitest';
import { rootEnv } from './code/code.ts';
import { rootScope } from './code/scope.ts';
import { compileText } from './compiled.ts';
import { evaluate, unaryTest } from './evaluate.ts';
import { inspectExpression, inspectUnaryTest } from './inspect.ts';
import { Stop } from './run/failure.ts';
import { Run } from './run/run.ts';

const scope = {
  a: 3,
  b: 2.5,
  name: 'Jan',
  list: [3, 1, 2],
  rows: [
    { n: 1, t: 'x' },
    { n: 2, t: 'y' },
  ],
  nothing: null,
};

const leaf = fc.constantFrom(
  'a',
  'b',
  'list',
  'rows',
  'name',
  'nothing',
  '1',
  '0.1',
  '"x"',
  'true',
  '@"2026-01-01"',
  '@"P1D"',
  '[1..3]',
  'rows.n',
);
const { any } = fc.letrec<{ any: string }>((tie) => ({
  any: fc.oneof(
    { maxDepth: 4 },
    leaf,
    fc
      .tuple(tie('any'), fc.constantFrom('+', '-', '*', '/', '**', '=', '<', 'and', 'or', 'in'), tie('any'))
      .map(([l, op, r]) => `(${l} ${op} ${r})`),
    tie('any').map((e) => `(for x in ${e} return [x, x])`),
    fc.tuple(tie('any'), tie('any')).map(([s, e]) => `(for x in ${s}, y in 1..5 return ${e})`),
    fc.tuple(tie('any'), tie('any')).map(([s, e]) => `(some x in ${s} satisfies ${e})`),
    fc.tuple(tie('any'), tie('any')).map(([s, e]) => `${s}[${e}]`),
    fc.tuple(tie('any'), tie('any')).map(([c, e]) => `(if ${c} then ${e} else ${c})`),
    fc
      .tuple(
        fc.constantFrom('sum', 'count', 'string', 'sort', 'flatten', 'distinct values', 'min', 'not', 'abs', 'reverse', 'union'),
        tie('any'),
      )
      .map(([f, e]) => `${f}(${e})`),
    fc.tuple(tie('any'), tie('any')).map(([k, e]) => `{k: ${k}, v: ${e}}`),
    tie('any').map((e) => `{f: function(x) ${e}, r: f(1)}.r`),
  ),
}));

/** Steps an expression takes, and how it ends on so many. */
function run(text: string, steps?: number): { used: number; end: string } {
  const compiled = compileText(text, 'Expression', null, rootScope, {});
  if (!compiled.ok) return { used: 0, end: compiled.message };
  const run = new Run({ now: 0 }, steps);
  try {
    return { end: JSON.stringify(compiled.code(run, rootEnv(scope)), plain), used: run.used };
  } catch (error) {
    if (error instanceof Stop) return { end: error.failure.code, used: run.used };
    throw error;
  }
}

function plain(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? String(value) : value;
}

it('the budget cuts at the same step each time, and one step less than needed is too few', () => {
  fc.assert(
    fc.property(any, (text) => {
      const first = run(text);
      expect(run(text)).toEqual(first);
      if (first.end === 'budget') return;
      expect(run(text, first.used).end).toBe(first.end);
      if (first.used > 0) expect(run(text, first.used - 1).end).toBe('budget');
    }),
    { numRuns: 1_500 },
  );
});

it('an expression evaluated twice gives the same, and what is found in it before is found again', () => {
  fc.assert(
    fc.property(any, (text) => {
      expect(evaluate(text, scope, { now: 0 })).toEqual(evaluate(text, scope, { now: 0 }));
      expect(unaryTest(text, 3, scope, { now: 0 })).toEqual(unaryTest(text, 3, scope, { now: 0 }));
      expect(inspectExpression(text, { names: [], open: true })).toEqual(inspectExpression(text, { names: [], open: true }));
    }),
    { numRuns: 1_000 },
  );
});

it('inspection of any text never throws', () => {
  const words = fc.constantFrom(
    ...'a b . .. , ( ) [ ] { } : + - * / = < > and or in not between if then else for return some satisfies function instance of range<number> list< "x" @"x" 1 ? item date( sum( // /* */ é 🙂'.split(
      ' ',
    ),
  );
  const text = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.array(words, { maxLength: 20 }).map((list) => list.join(' ')),
  );
  fc.assert(
    fc.property(text, (expression) => {
      inspectExpression(expression, { names: [['a', { kind: 'number' }]] });
      inspectUnaryTest(expression, { kind: 'string' }, { names: [] });
    }),
    { numRuns: 3_000 },
  );
});
