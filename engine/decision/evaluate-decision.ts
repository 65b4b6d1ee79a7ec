import type { DecisionModel, Json } from '../contract/index.ts';
import { asJson } from '../expression/evaluate.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';
import { coerce } from './coerce.ts';
import type { DecisionGraph } from './decision-model.ts';
import { evaluateLogic, functionOf, type LogicResult, type RawScope } from './evaluate-logic.ts';

export type DecisionEvaluation =
  | { ok: true; output: Json /** 1-based row numbers of the table, in the order of the output. */; matchedRules: number[] }
  | DecisionFailure;

export interface DecisionFailure {
  ok: false;
  /** `notFound`, `hitPolicy` (more rules match than may), or the code of the expression that failed. */
  code: string;
  /** Names the table, the rules and the column. */
  message: string;
  /** 1-based. */
  rules?: number[];
}

/** Evaluates one decision of a model, its required decisions first. Their results lie over the scope's names. */
export function evaluateDecision(model: DecisionModel, decisionId: string, scope: Scope, env: ExpressionEnv): DecisionEvaluation {
  const graph = model.model as unknown as DecisionGraph;
  const base = baseScope(graph, scope, env);
  const results = new Map<string, LogicResult>();
  const evaluateOne = (id: string): LogicResult => {
    const known = results.get(id);
    if (known) return known;
    const decision = graph.decisions.find((candidate) => candidate.id === id);
    if (!decision) return { ok: false, code: 'notFound', message: `There is no decision "${id}".` };
    const inner: RawScope = { ...base };
    for (const required of decision.requires) {
      const result = evaluateOne(required);
      if (!result.ok) return result;
      inner[graph.decisions.find((candidate) => candidate.id === required)?.variable ?? required] = result.raw;
    }
    const evaluated = evaluateLogic(decision.logic, `Decision "${decision.name}"`, inner, env);
    const result = evaluated.ok ? { ...evaluated, raw: coerce(evaluated.raw, decision.type) } : evaluated;
    results.set(id, result);
    return result;
  };
  const result = evaluateOne(decisionId);
  if (!result.ok) return result;
  const output = asJson(result);
  return output.ok ? { ok: true, output: output.value, matchedRules: result.matchedRules } : output;
}

/** The scope with inputs read by their types, and the knowledge models as functions, which see each other. */
function baseScope({ inputs, functions }: DecisionGraph, scope: Scope, env: ExpressionEnv): RawScope {
  const base: RawScope = { ...scope };
  for (const { name, type } of inputs) if (Object.hasOwn(base, name)) base[name] = coerce(base[name], type);
  const knowledge: RawScope = {};
  for (const { name, logic } of functions) knowledge[name] = functionOf(logic, `Knowledge model "${name}"`, knowledge, env);
  return Object.assign(base, knowledge);
}
