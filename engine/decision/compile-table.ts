import { startOf } from '../expression/syntax/ast.ts';
import { parse } from '../expression/syntax/parse.ts';
import type { Compilation } from './compilation.ts';
import type { Aggregation, DecisionTable, HitPolicy, TableInput, TableOutput, TableRule } from './decision-model.ts';
import type { DmnNode } from './read-dmn.ts';

const hitPolicies: { [name: string]: HitPolicy } = {
  UNIQUE: 'unique',
  FIRST: 'first',
  ANY: 'any',
  PRIORITY: 'priority',
  'RULE ORDER': 'ruleOrder',
  'OUTPUT ORDER': 'outputOrder',
  COLLECT: 'collect',
};

const aggregations: { [name: string]: Aggregation } = { SUM: 'sum', MIN: 'min', MAX: 'max', COUNT: 'count' };

export function compileTable(table: DmnNode, decision: DmnNode, compilation: Compilation): DecisionTable {
  const title = decision.name ?? decision.id ?? '';
  const problem = (message: string, element = table.id ?? decision.id) =>
    compilation.problem(`Decision table "${title}": ${message}`, element);
  const hitPolicy = hitPolicies[table.hitPolicy ?? 'UNIQUE'];
  if (!hitPolicy) problem(`the hit policy "${table.hitPolicy}" does not exist.`);
  const aggregation = table.aggregation === undefined ? undefined : aggregations[table.aggregation];
  const inputs = (table.input ?? []).map((node) => compileInput(node, problem, compilation));
  const outputs = (table.output ?? []).map((node, index) =>
    compileOutput(node, index, table.output?.length === 1 ? title : undefined, problem, compilation),
  );
  if (outputs.length === 0) problem('has no output column.');
  if (aggregation !== undefined && outputs.length > 1) problem('sum, min, max and count need exactly one output column.');
  if ((hitPolicy === 'priority' || hitPolicy === 'outputOrder') && !outputs.some(({ values }) => values.length > 0)) {
    problem('this hit policy needs the list of output values, most important first.');
  }
  const rules = (table.rule ?? []).map((node, index) => compileRule(node, index, inputs.length, outputs.length, problem, compilation));
  return { kind: 'table', name: title, hitPolicy: hitPolicy ?? 'unique', aggregation, inputs, outputs, rules };
}

type Problem = (message: string, element?: string) => void;

function compileInput(node: DmnNode, problem: Problem, compilation: Compilation): TableInput {
  const expression = node.inputExpression?.text ?? '';
  const label = node.label ?? expression;
  const check = compilation.checkExpression(expression);
  if (!check.ok) problem(`the input "${label}" has no usable expression: ${check.message}`, node.id);
  const allowed = node.inputValues?.text?.trim();
  if (allowed) {
    const values = compilation.checkUnaryTest(allowed);
    if (!values.ok) problem(`the values of the input "${label}" are not understood: ${values.message}`, node.id);
  }
  return { label, expression, type: compilation.typeOf(node.inputExpression?.typeRef), ...(allowed ? { allowed } : {}) };
}

function compileOutput(
  node: DmnNode,
  index: number,
  onlyName: string | undefined,
  problem: Problem,
  compilation: Compilation,
): TableOutput {
  const name = node.name ?? onlyName ?? node.label ?? `output ${index + 1}`;
  const values = splitTests(node.outputValues?.text ?? '');
  if (values === null) problem(`the values of the output "${name}" are not understood.`, node.id);
  const fallback = node.defaultOutputEntry?.text;
  if (fallback !== undefined) {
    const check = compilation.checkExpression(fallback);
    if (!check.ok) problem(`the default of the output "${name}": ${check.message}`, node.id);
  }
  const type = compilation.typeOf(node.typeRef);
  const declared = type?.kind === 'allowed' ? (splitTests(type.tests) ?? []) : [];
  return { name, type, values: values?.length ? values : declared, default: fallback };
}

function compileRule(node: DmnNode, index: number, inputs: number, outputs: number, problem: Problem, compilation: Compilation): TableRule {
  const tests = (node.inputEntry ?? []).map((entry) => entry.text ?? '');
  const results = (node.outputEntry ?? []).map((entry) => entry.text ?? '');
  if (tests.length !== inputs || results.length !== outputs) problem(`rule ${index + 1} has not one cell per column.`, node.id);
  tests.forEach((text, column) => {
    const check = compilation.checkUnaryTest(text);
    if (!check.ok) problem(`rule ${index + 1}, input ${column + 1}: ${check.message}`, node.inputEntry?.[column]?.id ?? node.id);
  });
  results.forEach((text, column) => {
    const check = text.trim() === '' || text.trim() === '-' ? null : compilation.checkExpression(text);
    if (check && !check.ok) problem(`rule ${index + 1}, output ${column + 1}: ${check.message}`, node.outputEntry?.[column]?.id ?? node.id);
  });
  return { id: node.id ?? String(index + 1), inputs: tests, outputs: results };
}

/** `"A", "B"` -> the texts of its members. Null when it is no list. */
export function splitTests(text: string): string[] | null {
  if (text.trim() === '') return [];
  const parsed = parse(`[${text}]`, 'Expression');
  if (!parsed.ok || parsed.ast.kind !== 'list') return null;
  const starts = parsed.ast.items.map(startOf);
  return starts.map((start, index) => {
    const next = starts[index + 1];
    const part = text.slice(start - 1, next === undefined ? undefined : next - 1);
    return (next === undefined ? part : part.replace(/,[^,]*$/, '')).trim();
  });
}
