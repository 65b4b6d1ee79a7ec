import { expect, test } from 'vitest';
import { dmnTable } from '../../engine/decision/fixtures/table.ts';
import { compileDecisionModel, evaluateDecision } from '../../engine/decision/index.ts';
import { evaluate } from '../../engine/expression/index.ts';
import { visibleFields } from '../../engine/form/visible-fields.ts';
import { given } from '../../engine/kernel/testing/case.ts';
import { packageOf, process } from '../../engine/kernel/testing/process-builder.ts';

const env = { now: 0 };

/** By hand, to the even neighbour: 1.5 lies between 1 and 2, 0.125 between 0.12 and 0.13; `half up` goes away from zero. */
test.each<[string, number]>([
  ['decimal(1.5, 0)', 2],
  ['decimal(2.5, 0)', 2],
  ['decimal(-2.5, 0)', -2],
  ['decimal(-1.5, 0)', -2],
  ['decimal(0.125, 2)', 0.12],
  ['decimal(0.135, 2)', 0.14],
  ['decimal(1.005, 2)', 1],
  ['decimal(1.015, 2)', 1.02],
  ['decimal(2.675, 2)', 2.68],
  ['decimal(1250, -2)', 1200],
  ['round half up(2.5, 0)', 3],
  ['round half up(-2.5, 0)', -3],
  ['round half up(1.005, 2)', 1.01],
  ['round half down(2.5, 0)', 2],
  ['round half down(-2.5, 0)', -2],
  ['round up(1.121, 2)', 1.13],
  ['round down(-1.129, 2)', -1.12],
])('P19: %s is %d in a text, a form, a gateway and a table', async (rounded, expected) => {
  expect(evaluate(`"about " + string(${rounded})`, {}, env)).toMatchObject({ ok: true, value: `about ${expected}` });

  const form = { id: 'f', fields: [{ key: 'x', label: 'x', type: 'text' as const, visibleWhen: `${rounded} = ${expected}` }] };
  expect(visibleFields(form, {}, { scope: {}, env })).toHaveLength(1);

  const gateway = process()
    .startEvent('s')
    .exclusive('g')
    .userTask('right')
    .userTask('wrong')
    .flow('s', 'g')
    .flow('g', 'right', { condition: `${rounded} = ${expected}` })
    .flow('g', 'wrong', { default: true });
  expect(given(packageOf(gateway)).start().tasks).toEqual(['right']);

  const table = await compileDecisionModel(
    dmnTable({ inputs: [{ expression: rounded }], outputs: [{ name: 'x' }], rules: [[String(expected), rounded]] }),
  );
  if (!table.ok) throw new Error(JSON.stringify(table.problems));
  expect(evaluateDecision(table.model, 'table', {}, env)).toMatchObject({ ok: true, output: expected, matchedRules: [1] });
});
