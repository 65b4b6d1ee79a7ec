import { type Code, type Env, rootEnv } from '../expression/code/code.ts';
import { rootScope, type StaticScope } from '../expression/code/scope.ts';
import { Stop } from '../expression/run/failure.ts';
import { Run } from '../expression/run/run.ts';
import type { FeelType } from '../expression/types/feel-type.ts';
import { newContext } from '../expression/values/context.ts';
import type { DecisionTable, TableInput, TableOutput } from './decision-model.ts';
import { applyPolicy, type Match } from './hit-policies.ts';
import { fittedValue } from './read-value.ts';
import { type DecisionRuntime, placed } from './runtime.ts';

export interface TableResult {
  value: unknown;
  /** 1-based, in the order of the output. */
  rules: number[];
}

export type TableCode = (run: Run, env: Env) => TableResult;

/** A decision table with its cells compiled. Errors name the table, the rule and the column. */
export function tableCode(table: DecisionTable, scope: StaticScope, runtime: DecisionRuntime): TableCode {
  const title = `Decision table "${table.name}"`;
  const inputs = table.inputs.map((input) => inputCode(input, title, scope, runtime));
  const rules = table.rules.map((rule, index) => ({
    tests: rule.inputs.map((text, column) =>
      placed(`${title}, rule ${index + 1}, input "${table.inputs[column]?.label}"`, runtime.text(text, 'UnaryTests', scope), [index + 1]),
    ),
    outputs: rule.outputs.map((text, column) =>
      outputCode(text, `${title}, rule ${index + 1}`, [index + 1], table.outputs[column], scope, runtime),
    ),
  }));
  const fallback = defaultCode(table, title, scope, runtime);
  const ranks = table.outputs.map(({ values, type }) => values.map((text) => constant(text, type, runtime)));
  const lists = table.hitPolicy === 'collect' || table.hitPolicy === 'ruleOrder' || table.hitPolicy === 'outputOrder';

  return (run, env) => {
    run.charge(1 + ((rules.length * inputs.length) >> 3));
    const values = inputs.map((input) => input(run, env) ?? null);
    const matched: number[] = [];
    for (const [index, { tests }] of rules.entries()) {
      if (!tests.every((test, column) => test(run, { v: values[column], up: env }) === true)) continue;
      matched.push(index);
      if (table.hitPolicy === 'first') break;
    }
    if (matched.length === 0) {
      const value = fallback
        ? fallback(run, env)
        : table.aggregation === 'count'
          ? 0
          : lists && table.aggregation === undefined
            ? []
            : null;
      return { value: fallback && lists && table.aggregation === undefined ? [value] : value, rules: [] };
    }
    if (table.hitPolicy === 'unique' && matched.length > 1) conflict(title, matched, 'is Unique, but rules * match together');
    const matches = matched.map(
      (index): Match => ({
        rule: index + 1,
        outputs: (rules[index]?.outputs ?? []).map((output) => output(run, env) ?? null),
      }),
    );
    return applyPolicy(run, table, matches, ranks);
  };
}

function conflict(title: string, matched: number[], what: string): never {
  const rules = matched.map((index) => index + 1);
  throw new Stop('hitPolicy', `${title} ${what.replace('*', listed(rules))}.`, undefined, rules);
}

export function listed(rules: number[]): string {
  return rules.length < 2 ? String(rules[0]) : `${rules.slice(0, -1).join(', ')} and ${rules.at(-1)}`;
}

function inputCode({ expression, label, type, allowed }: TableInput, title: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  const where = `${title}, input "${label}"`;
  const code = runtime.text(expression, 'Expression', scope);
  const values = allowed === undefined ? null : runtime.text(allowed, 'UnaryTests', scope);
  return placed(where, (run, env) => {
    const value = read(code(run, env), type, runtime);
    if (values && value !== null && values(run, { v: value, up: env }) !== true) {
      throw new Stop('type', `The value is not one of those allowed: ${allowed}.`);
    }
    return value;
  });
}

/** A value of a declared type; one of another stays what it is. */
function read(value: unknown, type: FeelType | undefined, runtime: DecisionRuntime): unknown {
  if (type === undefined) return value ?? null;
  const fit = fittedValue(value, type, runtime.allowed);
  return fit === undefined ? value : fit;
}

function outputCode(
  text: string,
  where: string,
  rules: number[],
  output: TableOutput | undefined,
  scope: StaticScope,
  runtime: DecisionRuntime,
): Code {
  if (text.trim() === '' || text.trim() === '-') return () => null;
  const code = placed(`${where}, output "${output?.name}"`, runtime.text(text, 'Expression', scope), rules);
  return (run, env) => read(code(run, env), output?.type, runtime);
}

/** The result when no rule matches, where an output has a default. */
function defaultCode({ outputs }: DecisionTable, title: string, scope: StaticScope, runtime: DecisionRuntime): Code | null {
  if (!outputs.some((output) => output.default !== undefined)) return null;
  const codes = outputs.map((output): [string, Code] => [
    output.name,
    output.default === undefined
      ? () => null
      : placed(`${title}, default of "${output.name}"`, runtime.text(output.default, 'Expression', scope)),
  ]);
  return (run, env) => {
    const values = codes.map(([name, code], column): [string, unknown] => [name, read(code(run, env), outputs[column]?.type, runtime)]);
    if (values.length === 1) return values[0]?.[1] ?? null;
    return Object.assign(newContext(), Object.fromEntries(values));
  };
}

/** The value of a text in an output's list; the text itself where it is no expression by itself. */
function constant(text: string, type: FeelType | undefined, runtime: DecisionRuntime): unknown {
  try {
    return read(runtime.text(text, 'Expression', rootScope)(new Run({ now: 0 }), rootEnv({})), type, runtime);
  } catch (error) {
    if (error instanceof Stop) return text;
    throw error;
  }
}
