import type { DecisionModel, Json, Variables } from '../contract/index.ts';
import type { FeelType } from '../expression/types/feel-type.ts';
import type { ExpressionEnv } from '../expression/types.ts';
import { same } from '../expression/values/compare.ts';
import { isContext } from '../expression/values/context.ts';
import { FeelObject } from '../expression/values/feel-object.ts';
import { isNumber, toDouble } from '../expression/values/number.ts';
import { parseTemporal } from '../expression/values/parse-temporal.ts';
import { toJson } from '../expression/values/to-json.ts';
import type { DecisionGraph } from './decision-model.ts';
import { evaluateDecision, evaluateDecisionRaw } from './evaluate-decision.ts';
import { readValue } from './read-value.ts';

/** One row of a decision's test: with this input, that output. Part of the package, run before it is published. */
export interface DecisionTestRow {
  /** Id of the decision. */
  decision: string;
  name?: string;
  /** As variables hold them; what is declared a date is written as its ISO text. */
  input: Variables;
  expected: Json;
}

export interface DecisionTestResult {
  row: DecisionTestRow;
  ok: boolean;
  /** Absent when the decision failed. */
  output?: Json;
  /** 1-based rules that made the output, or that are in each other's way. */
  rules: number[];
  /** Why it is not ok, in words: what came instead, or the very message an incident would have. */
  message?: string;
  /** Of a decision that failed: `budget`, `hitPolicy`, … (`DecisionFailure`). */
  code?: string;
}

/** Runs every row; the results come in the rows' order. Never throws. */
export function runTestRows(models: DecisionModel[], rows: DecisionTestRow[], env: ExpressionEnv): DecisionTestResult[] {
  return rows.map((row) => runTestRow(models, row, env));
}

function runTestRow(models: DecisionModel[], row: DecisionTestRow, env: ExpressionEnv): DecisionTestResult {
  const model = models.find(({ decisions }) => decisions.includes(row.decision));
  if (!model) return { row, ok: false, rules: [], message: `There is no decision "${row.decision}".` };
  const result = evaluateDecision(model, row.decision, row.input, env);
  if (!result.ok) return { row, ok: false, rules: result.rules ?? [], message: result.message, code: result.code };
  const { output, matchedRules: rules } = result;
  const raw = evaluateDecisionRaw(model, row.decision, row.input, env);
  if (raw.ok && asExpected(raw.raw, readValue(row.expected, typeOf(model, row.decision)))) return { row, ok: true, output, rules };
  const by = rules.length === 0 ? '' : ` by rule ${rules.join(', ')}`;
  return { row, ok: false, output, rules, message: `Expected ${shown(row.expected)}, got ${shown(output)}${by}.` };
}

function typeOf({ model }: DecisionModel, id: string): FeelType {
  const { decisions, services } = model as unknown as DecisionGraph;
  return [...decisions, ...services].find(({ key }) => key === id)?.type ?? { kind: 'any' };
}

/** How many rules the table of a decision has; 0 when it is none. */
export function ruleCount(models: DecisionModel[], decision: string): number {
  const model = models.find(({ decisions }) => decisions.includes(decision));
  const logic = (model?.model as unknown as DecisionGraph | undefined)?.decisions.find(({ key }) => key === decision)?.logic;
  return logic?.kind === 'table' ? logic.rules.length : 0;
}

/** Numbers of a rule nothing tests: each should be met by a row. */
export function untestedRules(ruleCount: number, results: Pick<DecisionTestResult, 'ok' | 'rules'>[]): number[] {
  const met = new Set(results.flatMap(({ ok, rules }) => (ok ? rules : [])));
  return Array.from({ length: ruleCount }, (_, index) => index + 1).filter((rule) => !met.has(rule));
}

/**
 * Is the value what the row says? Points in time are compared as such, however they are written (`10:00+01:00` is `09:00Z`), numbers as what
 * leaves as JSON.
 */
function asExpected(value: unknown, expected: unknown): boolean {
  if (isNumber(value)) return typeof expected === 'number' && toDouble(value) === expected;
  if (value instanceof FeelObject) {
    const read = typeof expected === 'string' ? parseTemporal(expected) : expected;
    return same(value, read) || toJson(value) === expected;
  }
  if (Array.isArray(value)) {
    return Array.isArray(expected) && value.length === expected.length && value.every((item, index) => asExpected(item, expected[index]));
  }
  if (!isContext(value) || !isContext(expected)) return (value ?? null) === expected;
  const names = Object.keys(value);
  return (
    names.length === Object.keys(expected).length &&
    names.every((name) => Object.hasOwn(expected, name) && asExpected(value[name], expected[name]))
  );
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
