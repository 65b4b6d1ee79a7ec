import type { DecisionModel, Json } from '../contract/index.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';

export type DecisionEvaluation =
  | { ok: true; output: Json; /** 1-based row numbers, in the order of the output. */ matchedRules: number[] }
  | { ok: false; code: string; message: string; rules?: number[] };

/** Evaluates one decision of a model, its required decisions first. */
export function evaluateDecision(_model: DecisionModel, _decisionId: string, _scope: Scope, _env: ExpressionEnv): DecisionEvaluation {
  throw new Error('in work');
}
