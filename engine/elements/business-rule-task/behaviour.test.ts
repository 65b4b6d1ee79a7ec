import { describe, expect, test } from 'vitest';
import type { Variables } from '../../contract/index.ts';
import { compileDecisionModel } from '../../decision/compile-decision-model.ts';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

test('a decision the package does not have is an incident naming it', () => {
  const run = given(packageOf(process().startEvent('s').businessRuleTask('rate', 'priority', 'level').chain('s', 'rate'))).start();
  expect(run.incidents).toMatchObject([{ code: 'decision', element: 'rate' }]);
  expect(run.incidents[0]?.message).toContain('priority');
});

const table = (policy: string) => `<?xml version="1.0" encoding="UTF-8"?>
<definitions xmlns="https://www.omg.org/spec/DMN/20191111/MODEL/" id="d" name="d" namespace="n">
  <decision id="grade" name="Grade">
    <decisionTable id="t" hitPolicy="${policy}">
      <input id="i1"><inputExpression id="ie1" typeRef="string"><text>type</text></inputExpression></input>
      <input id="i2"><inputExpression id="ie2" typeRef="number"><text>amount</text></inputExpression></input>
      <output id="o1" name="grade" typeRef="string" />
      <rule id="r1"><inputEntry id="e1"><text>"VIP"</text></inputEntry><inputEntry id="e2"><text>-</text></inputEntry><outputEntry id="x1"><text>"A"</text></outputEntry></rule>
      <rule id="r2"><inputEntry id="e3"><text>-</text></inputEntry><inputEntry id="e4"><text>&gt; 1000</text></inputEntry><outputEntry id="x2"><text>"B"</text></outputEntry></rule>
    </decisionTable>
  </decision>
</definitions>`;

describe('business rule task', () => {
  const started = async (policy: string, variables: Variables) => {
    const compiled = await compileDecisionModel(table(policy));
    if (!compiled.ok) throw new Error(JSON.stringify(compiled.problems));
    const pkg = packageOf(process().startEvent('s').businessRuleTask('rate', 'grade', 'result').userTask('n').chain('s', 'rate', 'n'), {
      decisions: [compiled.model],
    });
    return given(pkg).start(variables);
  };

  test.each([
    [{ type: 'VIP', amount: 500 }, 'A', [1]],
    [{ type: 'new', amount: 1500 }, 'B', [2]],
  ])('%j', async (variables, result, rules) => {
    const run = await started('UNIQUE', variables);
    expect(run.variables.result).toBe(result);
    expect(run.of('decisionEvaluated')).toMatchObject([{ decision: 'grade', matchedRules: rules, output: result }]);
  });

  test('two rules of a unique table: an incident naming them, no output written (P18)', async () => {
    const run = await started('UNIQUE', { type: 'VIP', amount: 1500 });
    expect(run.incidents).toMatchObject([{ code: 'decision', element: 'rate' }]);
    expect(run.incidents[0]?.message).toMatch(/1.*2/);
    expect(run.variables.result).toBeUndefined();
  });
});
