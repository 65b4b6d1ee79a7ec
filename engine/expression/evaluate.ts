import type { Json } from '../contract/index.ts';
import type { Evaluation, ExpressionEnv, Scope } from './types.ts';

/** Evaluates a FEEL expression (no leading `=`). Never throws. */
export function evaluate(_text: string, _scope: Scope, _env: ExpressionEnv): Evaluation {
  throw new Error('in work');
}

/** Evaluates a FEEL unary test (a cell of a decision table) of `input`. The value is true or false. */
export function unaryTest(_text: string, _input: Json, _scope: Scope, _env: ExpressionEnv): Evaluation {
  throw new Error('in work');
}
