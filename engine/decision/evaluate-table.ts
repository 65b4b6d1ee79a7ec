import { asJson, evaluateRaw, unaryTestRaw } from '../expression/evaluate.ts';
import { sum } from '../expression/numbers.ts';
import type { ExpressionEnv } from '../expression/types.ts';
import { coerce } from './coerce.ts';
import type { Aggregation, DecisionTable, TableOutput } from './decision-model.ts';
import type { DecisionFailure } from './evaluate-decision.ts';
import type { LogicResult } from './evaluate-logic.ts';

type RawScope = Record<string, unknown>;

interface Match {
  /** 1-based. */
  rule: number;
  outputs: unknown[];
}

export function evaluateTable(table: DecisionTable, scope: RawScope, env: ExpressionEnv): LogicResult {
  const { name } = table;
  const inputs = inputValues(table, name, scope, env);
  if (!Array.isArray(inputs)) return inputs;
  const matched = matchingRules(table, name, inputs, scope, env);
  if (!Array.isArray(matched)) return matched;
  if (matched.length === 0) return withoutMatch(table, name, scope, env);
  if (table.hitPolicy === 'unique' && matched.length > 1) {
    const rules = matched.map((index) => index + 1);
    return conflict(name, rules, `is Unique, but rules ${listed(rules)} match together`);
  }
  const matches: Match[] = [];
  for (const index of table.hitPolicy === 'first' ? matched.slice(0, 1) : matched) {
    const outputs = outputValues(table, name, index, scope, env);
    if (!Array.isArray(outputs)) return outputs;
    matches.push({ rule: index + 1, outputs });
  }
  return applyPolicy(table, name, matches, env);
}

function inputValues(table: DecisionTable, name: string, scope: RawScope, env: ExpressionEnv): unknown[] | DecisionFailure {
  const values: unknown[] = [];
  for (const { expression, label, type } of table.inputs) {
    const result = evaluateRaw(expression, scope, env);
    if (!result.ok) return failure(name, `input "${label}"`, result);
    values.push(coerce(result.raw, type));
  }
  return values;
}

/** Indices of the rules all of whose cells hold. */
function matchingRules(
  table: DecisionTable,
  name: string,
  inputs: unknown[],
  scope: RawScope,
  env: ExpressionEnv,
): number[] | DecisionFailure {
  const matched: number[] = [];
  for (const [index, rule] of table.rules.entries()) {
    let holds = true;
    for (let column = 0; holds && column < inputs.length; column++) {
      const result = unaryTestRaw(rule.inputs[column] ?? '-', inputs[column], scope, env);
      if (!result.ok) return failure(name, `rule ${index + 1}, input "${table.inputs[column]?.label}"`, result, [index + 1]);
      holds = result.value;
    }
    if (!holds) continue;
    matched.push(index);
    if (table.hitPolicy === 'first') break;
  }
  return matched;
}

function outputValues(table: DecisionTable, name: string, index: number, scope: RawScope, env: ExpressionEnv): unknown[] | DecisionFailure {
  const values: unknown[] = [];
  for (const [column, text] of (table.rules[index]?.outputs ?? []).entries()) {
    const result = text.trim() === '' || text.trim() === '-' ? ({ ok: true, raw: null } as const) : evaluateRaw(text, scope, env);
    if (!result.ok) return failure(name, `rule ${index + 1}, output "${table.outputs[column]?.name}"`, result, [index + 1]);
    values.push(coerce(result.raw, table.outputs[column]?.type));
  }
  return values;
}

function applyPolicy(table: DecisionTable, name: string, matches: Match[], env: ExpressionEnv): LogicResult {
  switch (table.hitPolicy) {
    case 'unique':
    case 'first':
      return single(table, matches[0] as Match);
    case 'any': {
      const texts = new Set(matches.map(({ outputs }) => JSON.stringify(outputs.map((raw) => asJson({ ok: true, raw })))));
      const rules = matches.map(({ rule }) => rule);
      if (texts.size > 1) return conflict(name, rules, `is Any, but rules ${listed(rules)} match with different results`);
      return { ...single(table, matches[0] as Match), matchedRules: rules };
    }
    case 'priority':
      return single(table, byPriority(table, matches, env)[0] as Match);
    case 'outputOrder':
      return several(table, byPriority(table, matches, env));
    case 'ruleOrder':
      return several(table, matches);
    case 'collect':
      return table.aggregation === undefined ? several(table, matches) : aggregated(name, table.aggregation, matches);
  }
}

function single(table: DecisionTable, match: Match): { ok: true; raw: unknown; matchedRules: number[] } {
  return { ok: true, raw: shaped(table.outputs, match.outputs), matchedRules: [match.rule] };
}

function several(table: DecisionTable, matches: Match[]): LogicResult {
  return { ok: true, raw: matches.map(({ outputs }) => shaped(table.outputs, outputs)), matchedRules: matches.map(({ rule }) => rule) };
}

/** One column: its value. Several: a context of them. */
function shaped(columns: TableOutput[], outputs: unknown[]): unknown {
  if (columns.length === 1) return outputs[0];
  return Object.fromEntries(columns.map(({ name }, column) => [name, outputs[column]]));
}

/** By the place of each output in its column's list of values, first column first; rule order among equals. */
function byPriority(table: DecisionTable, matches: Match[], env: ExpressionEnv): Match[] {
  const lists = table.outputs.map(({ values, type }) =>
    values.map((text) => {
      const value = evaluateRaw(text, {}, env);
      return value.ok ? textOf(coerce(value.raw, type)) : text;
    }),
  );
  const places = new Map(
    matches.map((match) => [
      match,
      match.outputs.map((output, column) => {
        const place = (lists[column] ?? []).indexOf(textOf(output));
        return place < 0 ? Number.MAX_SAFE_INTEGER : place;
      }),
    ]),
  );
  return [...matches].sort((a, b) => {
    const [left, right] = [places.get(a) ?? [], places.get(b) ?? []];
    const column = left.findIndex((place, index) => place !== right[index]);
    return column < 0 ? a.rule - b.rule : (left[column] as number) - (right[column] as number);
  });
}

function textOf(raw: unknown): string {
  return JSON.stringify(asJson({ ok: true, raw }));
}

function aggregated(name: string, aggregation: Aggregation, matches: Match[]): LogicResult {
  const matchedRules = matches.map(({ rule }) => rule);
  const values = matches.map(({ outputs }) => outputs[0]);
  if (aggregation === 'count') return { ok: true, raw: new Set(values.map(textOf)).size, matchedRules };
  const wrong = values.findIndex((value) => typeof value !== 'number' || !Number.isFinite(value));
  if (wrong >= 0) {
    const rule = matchedRules[wrong] as number;
    return { ok: false, code: 'type', message: `Decision table "${name}", rule ${rule}: ${aggregation} needs numbers.`, rules: [rule] };
  }
  const numbers = values as number[];
  const raw = aggregation === 'sum' ? sum(numbers) : aggregation === 'min' ? Math.min(...numbers) : Math.max(...numbers);
  return { ok: true, raw, matchedRules };
}

/** Nothing matches: the defaults, if there are any; else an empty list, a count of 0, or null. */
function withoutMatch(table: DecisionTable, name: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  const lists = table.hitPolicy === 'collect' || table.hitPolicy === 'ruleOrder' || table.hitPolicy === 'outputOrder';
  if (table.outputs.some((output) => output.default !== undefined)) {
    const values: unknown[] = [];
    for (const output of table.outputs) {
      const result = output.default === undefined ? ({ ok: true, raw: null } as const) : evaluateRaw(output.default, scope, env);
      if (!result.ok) return failure(name, `default of "${output.name}"`, result);
      values.push(coerce(result.raw, output.type));
    }
    const raw = shaped(table.outputs, values);
    return { ok: true, raw: lists && table.aggregation === undefined ? [raw] : raw, matchedRules: [] };
  }
  return { ok: true, raw: table.aggregation === 'count' ? 0 : lists && table.aggregation === undefined ? [] : null, matchedRules: [] };
}

function conflict(name: string, rules: number[], what: string): DecisionFailure {
  return { ok: false, code: 'hitPolicy', message: `Decision table "${name}" ${what}.`, rules };
}

function failure(name: string, where: string, { code, message }: { code: string; message: string }, rules?: number[]): DecisionFailure {
  return { ok: false, code, message: `Decision table "${name}", ${where}: ${message}`, rules };
}

function listed(rules: number[]): string {
  return rules.length < 2 ? String(rules[0]) : `${rules.slice(0, -1).join(', ')} and ${rules.at(-1)}`;
}
