import type { Json } from '../contract/index.ts';
import { type Env, rootEnv } from './code/code.ts';
import { compiled } from './compiled.ts';
import { type ExpressionFailure, Stop } from './run/failure.ts';
import { Run } from './run/run.ts';
import type { Evaluation, ExpressionEnv, ExpressionWarning, Scope } from './types.ts';
import { toJson } from './values/to-json.ts';

/** A value as FEEL has it: dates and durations are still such. */
export type RawEvaluation = { ok: true; raw: unknown; warnings?: ExpressionWarning[] } | ExpressionFailure;

/** Evaluates a FEEL expression (no leading `=`). Never throws. */
export function evaluate(text: string, scope: Scope, env: ExpressionEnv): Evaluation {
  return asJson(evaluateRaw(text, scope, env));
}

/** Evaluates a FEEL unary test (a cell of a decision table) of `input`. The value is true or false. */
export function unaryTest(text: string, input: Json, scope: Scope, env: ExpressionEnv): Evaluation {
  const ready = compiled(text, 'UnaryTests', scope);
  if (!ready.ok) return ready;
  const { code } = ready;
  return asJson(running(env, (run) => code(run, { v: input ?? null, up: rootEnv(scope) })));
}

/** As `evaluate`; scope and result may hold FEEL values. */
export function evaluateRaw(text: string, scope: { [name: string]: unknown }, env: ExpressionEnv): RawEvaluation {
  const ready = compiled(text, 'Expression', scope);
  if (!ready.ok) return ready;
  const { code } = ready;
  return running(env, (run) => code(run, rootEnv(scope)));
}

/** Runs compiled code as one evaluation, on one budget. */
export function running(env: ExpressionEnv, work: (run: Run) => unknown): RawEvaluation {
  const run = new Run(env);
  try {
    const raw = work(run) ?? null;
    const [first] = run.warnings;
    if (first === undefined) return { ok: true, raw };
    if (env.strict) return { ok: false, code: 'type', ...first };
    return { ok: true, raw, warnings: run.warnings };
  } catch (error) {
    return failureOf(error);
  }
}

export function asJson(result: RawEvaluation): Evaluation {
  if (!result.ok) return result;
  try {
    const value = toJson(result.raw);
    return result.warnings ? { ok: true, value, warnings: result.warnings } : { ok: true, value };
  } catch (error) {
    return failureOf(error);
  }
}

export function failureOf(error: unknown): Stop['failure'] {
  if (error instanceof Stop) return error.failure;
  // The engine's stack, on a machine that has less of it than the limits take for granted.
  if (error instanceof RangeError) {
    return { ok: false, code: 'budget', message: 'The expression was stopped: it goes too deep or grows too large.' };
  }
  throw error;
}

export type { Env };
