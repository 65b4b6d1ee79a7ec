import type { Json } from '../contract/index.ts';
import { type CompileFailure, compile, messageOf, type RunWarning } from './compile.ts';
import { findKey } from './parse.ts';
import { BudgetExceeded, inSession, session } from './session.ts';
import { NotAValue, toJson } from './to-json.ts';
import type { Evaluation, ExpressionEnv, Scope } from './types.ts';
import { compileUnaryTest } from './unary-test.ts';

/** A value as FEEL has it: dates and durations are still such. */
export type RawEvaluation = { ok: true; raw: unknown } | CompileFailure;

/** Evaluates a FEEL expression (no leading `=`). Never throws. */
export function evaluate(text: string, scope: Scope, env: ExpressionEnv): Evaluation {
  return asJson(evaluateRaw(text, scope, env));
}

/** Evaluates a FEEL unary test (a cell of a decision table) of `input`. The value is true or false. */
export function unaryTest(text: string, input: Json, scope: Scope, env: ExpressionEnv): Evaluation {
  return unaryTestRaw(text, input, scope, env) as Evaluation;
}

/** As `evaluate`; scope and result may hold FEEL values. */
export function evaluateRaw(text: string, scope: Record<string, unknown>, env: ExpressionEnv): RawEvaluation {
  const compiled = compile(text, scope as Scope);
  if (!('run' in compiled)) return compiled;
  return guarded(env, () => {
    const { value, warnings } = compiled.run(valuesOf(compiled.names, scope));
    return firstFailure(warnings, env) ?? { ok: true, raw: value };
  });
}

/** As `unaryTest`; input and scope may hold FEEL values. */
export function unaryTestRaw(
  text: string,
  input: unknown,
  scope: Record<string, unknown>,
  env: ExpressionEnv,
): { ok: true; value: boolean } | CompileFailure {
  const compiled = compileUnaryTest(text, scope as Scope);
  if (!('test' in compiled)) return compiled;
  return guarded(env, () => {
    const { value, warnings } = compiled.test(input ?? null, (names) => valuesOf(names, scope));
    return firstFailure(warnings, env) ?? { ok: true, value };
  });
}

export function asJson(result: RawEvaluation): Evaluation {
  if (!result.ok) return result;
  try {
    return { ok: true, value: toJson(result.raw) };
  } catch (error) {
    return failureOf(error);
  }
}

function valuesOf(names: string[], scope: Record<string, unknown>): unknown[] {
  return names.map((name) => {
    const key = findKey(scope as Scope, name);
    return key === undefined ? undefined : scope[key];
  });
}

function guarded<Result>(env: ExpressionEnv, work: () => Result): Result | CompileFailure {
  try {
    return inSession(env, work);
  } catch (error) {
    return failureOf(error);
  }
}

/** Carries a failure out of a function that an expression called. */
export class NestedFailure extends Error {
  readonly failure: CompileFailure;

  constructor(failure: CompileFailure) {
    super(failure.message);
    this.failure = failure;
  }
}

function failureOf(error: unknown): CompileFailure {
  if (error instanceof NestedFailure) return error.failure;
  if (error instanceof BudgetExceeded) return { ok: false, code: 'budget', message: `The expression was stopped: ${error.message}.` };
  if (error instanceof NotAValue) return { ok: false, code: 'result', message: error.message };
  if (error instanceof RangeError)
    return { ok: false, code: 'budget', message: 'The expression was stopped: it goes too deep or grows too large.' };
  return { ok: false, code: 'unsupported', message: `The expression cannot be evaluated: ${messageOf(error)}.` };
}

function firstFailure(warnings: RunWarning[], env: ExpressionEnv): CompileFailure | null {
  for (const { kind, message, offset, soft } of warnings) {
    if (kind === 'NO_VARIABLE_FOUND' && !soft) return { ok: false, code: 'unknownName', message: `${message}.`, offset };
    if (kind === 'NO_FUNCTION_FOUND') return { ok: false, code: 'unknownFunction', message: `${message}.`, offset };
  }
  if (!env.strict) return null;
  const own = session.warnings[0];
  if (own) return { ok: false, code: 'type', message: own.message, offset: own.offset };
  const warning = warnings.find(({ soft }) => !soft);
  return warning ? { ok: false, code: 'type', message: `${warning.message}.`, offset: warning.offset } : null;
}
