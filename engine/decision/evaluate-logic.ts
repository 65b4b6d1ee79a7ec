import { evaluateRaw, NestedFailure } from '../expression/evaluate.ts';
import type { ExpressionEnv, ExpressionErrorCode } from '../expression/types.ts';
import { coerce } from './coerce.ts';
import type { ContextLogic, FunctionLogic, InvocationLogic, ListLogic, Logic } from './decision-model.ts';
import type { DecisionFailure } from './evaluate-decision.ts';
import { evaluateTable } from './evaluate-table.ts';

export type LogicResult = { ok: true; raw: unknown; matchedRules: number[] } | DecisionFailure;

/** Names to values, as FEEL has them: results of other decisions are still dates, functions, ranges. */
export type RawScope = Record<string, unknown>;

/** `where` names the decision in messages. */
export function evaluateLogic(logic: Logic, where: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  switch (logic.kind) {
    case 'table':
      return evaluateTable(logic, scope, env);
    case 'literal':
      return evaluateText(logic.text, where, scope, env);
    case 'context':
      return evaluateContext(logic, where, scope, env);
    case 'list':
      return evaluateList(logic, where, scope, env);
    case 'invocation':
      return evaluateInvocation(logic, where, scope, env);
    case 'function':
      return done(functionOf(logic, where, scope, env));
  }
}

function done(raw: unknown): LogicResult {
  return { ok: true, raw, matchedRules: [] };
}

function evaluateText(text: string, where: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  const result = evaluateRaw(text, scope, env);
  return result.ok ? done(result.raw) : { ok: false, code: result.code, message: `${where}: ${result.message}` };
}

function evaluateContext({ entries }: ContextLogic, where: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  const context: RawScope = {};
  for (const { name, type, logic } of entries) {
    const result = evaluateLogic(logic, where, { ...scope, ...context }, env);
    if (!result.ok) return result;
    if (name === undefined) return done(result.raw);
    context[name] = coerce(result.raw, type);
  }
  return done(context);
}

function evaluateList({ items }: ListLogic, where: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  const list: unknown[] = [];
  for (const item of items) {
    const result = evaluateLogic(item, where, scope, env);
    if (!result.ok) return result;
    list.push(result.raw);
  }
  return done(list);
}

/** The parameters' values get names no expression can have, and the call is FEEL's own. */
function evaluateInvocation({ called, bindings }: InvocationLogic, where: string, scope: RawScope, env: ExpressionEnv): LogicResult {
  const inner: RawScope = { ...scope };
  const call: string[] = [];
  for (const [index, { name, logic }] of bindings.entries()) {
    const result = evaluateLogic(logic, where, scope, env);
    if (!result.ok) return result;
    inner[`ƒ${index}`] = result.raw ?? null;
    call.push(`${name}: ƒ${index}`);
  }
  return evaluateText(`${called}(${call.join(', ')})`, where, inner, env);
}

/** A function FEEL can call, by position or by name. What fails in it fails the expression that called it. */
export function functionOf({ parameters, body }: FunctionLogic, where: string, scope: RawScope, env: ExpressionEnv): unknown {
  const call = (...args: unknown[]): unknown => {
    const own = parameters.map(({ name, type }, index) => [name, coerce(args[index] ?? null, type)]);
    const result = evaluateLogic(body, where, { ...scope, ...Object.fromEntries(own) }, env);
    if (result.ok) return result.raw;
    throw new NestedFailure({ ok: false, code: result.code as ExpressionErrorCode, message: result.message });
  };
  return Object.assign(call, { $args: parameters.map(({ name }) => name) });
}
