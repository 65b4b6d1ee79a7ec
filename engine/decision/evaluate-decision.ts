import type { DecisionModel, Json } from '../contract/index.ts';
import { asJson, evaluateRaw } from '../expression/evaluate.ts';
import type { ExpressionEnv, Scope } from '../expression/types.ts';
import { coerce } from './coerce.ts';
import type { CompiledDecision, DecisionGraph } from './decision-model.ts';
import { evaluateTable } from './evaluate-table.ts';

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

export type LogicResult = { ok: true; raw: unknown; matchedRules: number[] } | DecisionFailure;
type RawScope = Record<string, unknown>;

/** Evaluates one decision of a model, its required decisions first. Their results lie over the scope's names. */
export function evaluateDecision(model: DecisionModel, decisionId: string, scope: Scope, env: ExpressionEnv): DecisionEvaluation {
  const { inputs, decisions } = model.model as unknown as DecisionGraph;
  const typed: RawScope = { ...scope };
  for (const { name, typeRef } of inputs) if (Object.hasOwn(typed, name)) typed[name] = coerce(typed[name], typeRef);
  const results = new Map<string, LogicResult>();
  const evaluateOne = (id: string): LogicResult => {
    const known = results.get(id);
    if (known) return known;
    const decision = decisions.find((candidate) => candidate.id === id);
    if (!decision) return { ok: false, code: 'notFound', message: `There is no decision "${id}".` };
    const inner: RawScope = { ...typed };
    for (const required of decision.requires) {
      const result = evaluateOne(required);
      if (!result.ok) return result;
      inner[decisions.find((candidate) => candidate.id === required)?.variable ?? required] = result.raw;
    }
    const result = evaluateLogic(decision, inner, env);
    results.set(id, result);
    return result;
  };
  const result = evaluateOne(decisionId);
  if (!result.ok) return result;
  const output = asJson(result);
  return output.ok ? { ok: true, output: output.value, matchedRules: result.matchedRules } : output;
}

function evaluateLogic(decision: CompiledDecision, scope: RawScope, env: ExpressionEnv): LogicResult {
  const { logic } = decision;
  if (logic.kind === 'table') return evaluateTable(logic, decision.name, scope, env);
  if (logic.kind === 'literal') {
    const result = evaluateRaw(logic.text, scope, env);
    return result.ok ? { ok: true, raw: coerce(result.raw, decision.typeRef), matchedRules: [] } : failed(decision, result);
  }
  const context: RawScope = {};
  for (const { name, text } of logic.entries) {
    const result = evaluateRaw(text, { ...scope, ...context }, env);
    if (!result.ok) return failed(decision, result);
    if (name === undefined) return { ok: true, raw: result.raw, matchedRules: [] };
    context[name] = result.raw;
  }
  return { ok: true, raw: context, matchedRules: [] };
}

function failed(decision: CompiledDecision, { code, message }: { code: string; message: string }): DecisionFailure {
  return { ok: false, code, message: `Decision "${decision.name}": ${message}` };
}
