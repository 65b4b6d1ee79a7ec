import { expect, it } from 'vitest';
import { compileDecisionModel } from './compile-decision-model.ts';
import { dmn, dmnTable } from './fixtures/table.ts';
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

it('rows are typed: what is declared a date is compared as one, and an input of another type says so', async () => {
  const compiled = await compileDecisionModel(
    dmn(`
      <inputData id="i1" name="due"><variable name="due" typeRef="dateTime"/></inputData>
      <inputData id="i2" name="amount"><variable name="amount" typeRef="number"/></inputData>
      <decision id="next" name="next"><variable name="next" typeRef="dateTime"/>
        <informationRequirement><requiredInput href="#i1"/></informationRequirement>
        <informationRequirement><requiredInput href="#i2"/></informationRequirement>
        <literalExpression><text>due + duration("PT1H") * amount</text></literalExpression></decision>
      <decision id="third" name="third"><literalExpression><text>amount / 3</text></literalExpression></decision>`),
  );
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  const due = '2026-03-01T10:00:00+01:00';
  const results = runTestRows(
    [compiled.model],
    [
      { decision: 'next', input: { due, amount: 2 }, expected: '2026-03-01T12:00:00+01:00' },
      { decision: 'next', input: { due, amount: 2 }, expected: '2026-03-01T11:00:00Z' },
      { decision: 'next', input: { due, amount: 2 }, expected: '2026-03-01T12:00:00Z' },
      { decision: 'next', input: { due, amount: 'two' }, expected: null },
      { decision: 'next', input: { due: 'tomorrow', amount: 1 }, expected: null },
      { decision: 'third', input: { amount: 1 }, expected: 1 / 3 },
      { decision: 'third', input: { amount: 0.3 }, expected: 0.1 },
    ],
    { now: 0 },
  );
  expect(results.map(({ ok, message }) => (ok ? 'ok' : message))).toEqual([
    'ok',
    'ok',
    'Expected "2026-03-01T12:00:00Z", got "2026-03-01T12:00:00+01:00".',
    'Input "amount" is a text, not number.',
    'Input "due" is a text, not date and time.',
    'ok',
    'ok',
  ]);
});
