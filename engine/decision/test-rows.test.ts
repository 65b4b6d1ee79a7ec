import { expect, it } from 'vitest';
import { compileDecisionModel } from './compile-decision-model.ts';
import { dmnTable } from './fixtures/table.ts';
import { runTestRows, untestedRules } from './test-rows.ts';

it('P18: a row that meets two rules fails with the message its incident would have', async () => {
  const compiled = await compileDecisionModel(
    dmnTable({
      name: 'Grade',
      inputs: [{ expression: 'type' }, { expression: 'amount' }],
      outputs: [{ name: 'grade' }],
      rules: [
        ['"VIP"', '-', '"A"'],
        ['-', '> 1000', '"B"'],
        ['"x"', '< 5', '{letter: "C", n: [1]}'],
      ],
    }),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const results = runTestRows(
    [compiled.model],
    [
      { decision: 'table', input: { type: 'VIP', amount: 1500 }, expected: 'A' },
      { decision: 'table', input: { type: 'VIP', amount: 500 }, expected: 'A' },
      { decision: 'table', input: { type: 'x', amount: 1500 }, expected: 'A' },
      { decision: 'table', input: { type: 'x', amount: 1 }, expected: { n: [1], letter: 'C' } },
      { decision: 'table', input: { type: 'x', amount: 1 }, expected: { n: [1], letter: 'C', more: null } },
      { decision: 'table', input: { type: 'x' }, expected: null },
      { decision: 'gone', input: {}, expected: null },
    ],
    { now: 0 },
  );
  expect(results.map(({ ok, message }) => (ok ? 'ok' : message))).toEqual([
    'Decision table "Grade" is Unique, but rules 1 and 2 match together.',
    'ok',
    'Expected "A", got "B" by rule 2.',
    'ok',
    expect.stringContaining('Expected {"n":[1],"letter":"C","more":null}, got'),
    `Decision table "Grade", input "amount": Variable 'amount' not found.`,
    'There is no decision "gone".',
  ]);
  expect(results[0]?.rules).toEqual([1, 2]);
  expect(untestedRules(3, results)).toEqual([2]);
});
