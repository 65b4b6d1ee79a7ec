import { expect, test } from 'vitest';
import type { Variables } from '../../engine/contract/index.ts';
import { dmnTable } from '../../engine/decision/fixtures/table.ts';
import { compileDecisionModel, runTestRows } from '../../engine/decision/index.ts';
import { given } from '../../engine/kernel/testing/case.ts';
import { packageOf, process } from '../../engine/kernel/testing/process-builder.ts';

async function model(policy = '') {
  const xml = dmnTable({
    name: 'Grade',
    hitPolicy: policy,
    inputs: [{ expression: 'type' }, { expression: 'amount' }],
    outputs: [{ name: 'grade' }],
    rules: [
      ['"VIP"', '-', '"A"'],
      ['-', '> 1000', '"B"'],
      ['"VIP","new"', '[2000..3000]', '"C"'],
    ],
  });
  const compiled = await compileDecisionModel(xml);
  if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
  return compiled.model;
}

test.each<[Variables, string, number[]]>([
  [{ type: 'VIP', amount: 1500 }, 'rules 1 and 2', [1, 2]],
  [{ type: 'VIP', amount: 1000.01 }, 'rules 1 and 2', [1, 2]],
  [{ type: 'new', amount: 2000 }, 'rules 2 and 3', [2, 3]],
  [{ type: 'VIP', amount: 3000 }, 'rules 1, 2 and 3', [1, 2, 3]],
])(
  'P18: %j: an incident at the step names the table and %s, no output is written; the test row says the same',
  async (input, named, rules) => {
    const decision = await model();
    const pkg = packageOf(process().startEvent('s').businessRuleTask('rate', 'table', 'grade').userTask('n').chain('s', 'rate', 'n'), {
      decisions: [decision],
    });
    const run = given(pkg).start(input);
    const message = `Decision table "Grade" is Unique, but ${named} match together.`;
    expect(run.incidents).toMatchObject([{ code: 'decision', element: 'rate', message: expect.stringContaining(message) }]);
    expect(run.variables.grade).toBeUndefined();
    expect(run.of('decisionEvaluated')).toEqual([]);
    const [row] = runTestRows([decision], [{ decision: 'table', input, expected: 'A' }], { now: 0 });
    expect(row).toMatchObject({ ok: false, message, rules });
  },
);

test.each<[Variables, string | null]>([
  [{ type: 'VIP', amount: 500 }, 'A'],
  [{ type: 'VIP', amount: 1000 }, 'A'],
  [{ type: 'old', amount: 1001 }, 'B'],
  [{ type: 'old', amount: 1 }, null],
])('P18: %j: one rule or none gives %j', async (input, grade) => {
  const pkg = packageOf(process().startEvent('s').businessRuleTask('rate', 'table', 'grade').userTask('n').chain('s', 'rate', 'n'), {
    decisions: [await model()],
  });
  const run = given(pkg).start(input);
  expect(run.incidents).toEqual([]);
  expect(run.variables.grade).toBe(grade);
});
