import type { DecisionModel, Json, Variables } from '../contract/index.ts';
import type { ExpressionEnv } from '../expression/types.ts';
import { evaluateDecision } from './evaluate-decision.ts';

/** One row of a decision's test: with this input, that output. Part of the package, run before it is published. */
export interface DecisionTestRow {
  /** Id of the decision. */
  decision: string;
  name?: string;
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
}

/** Runs every row; the results come in the rows' order. Never throws. */
export function runTestRows(models: DecisionModel[], rows: DecisionTestRow[], env: ExpressionEnv): DecisionTestResult[] {
  return rows.map((row) => runTestRow(models, row, env));
}

function runTestRow(models: DecisionModel[], row: DecisionTestRow, env: ExpressionEnv): DecisionTestResult {
  const model = models.find(({ decisions }) => decisions.includes(row.decision));
  if (!model) return { row, ok: false, rules: [], message: `There is no decision "${row.decision}".` };
  const result = evaluateDecision(model, row.decision, row.input, env);
  if (!result.ok) return { row, ok: false, rules: result.rules ?? [], message: result.message };
  const { output, matchedRules: rules } = result;
  if (sameValue(output, row.expected)) return { row, ok: true, output, rules };
  const by = rules.length === 0 ? '' : ` by rule ${rules.join(', ')}`;
  return { row, ok: false, output, rules, message: `Expected ${shown(row.expected)}, got ${shown(output)}${by}.` };
}

/** Numbers of a rule nothing tests: each should be met by a row. */
export function untestedRules(ruleCount: number, results: DecisionTestResult[]): number[] {
  const met = new Set(results.flatMap(({ ok, rules }) => (ok ? rules : [])));
  return Array.from({ length: ruleCount }, (_, index) => index + 1).filter((rule) => !met.has(rule));
}

function sameValue(a: Json, b: Json): boolean {
  if (a === b) return true;
  if (a === null || b === null || typeof a !== 'object' || typeof b !== 'object') return false;
  if (Array.isArray(a) || Array.isArray(b)) {
    return Array.isArray(a) && Array.isArray(b) && a.length === b.length && a.every((item, index) => sameValue(item, b[index] as Json));
  }
  const keys = Object.keys(a);
  return keys.length === Object.keys(b).length && keys.every((key) => Object.hasOwn(b, key) && sameValue(a[key] as Json, b[key] as Json));
}

function shown(value: Json): string {
  const text = JSON.stringify(value);
  return text.length > 200 ? `${text.slice(0, 200)}…` : text;
}
