import type { DecisionModel, Json } from '../contract/index.ts';
import { failureOf } from '../expression/evaluate.ts';
import { Run } from '../expression/run/run.ts';
import { namesFor } from '../expression/syntax/names.ts';
import type { ExpressionEnv, ExpressionWarning, Scope } from '../expression/types.ts';
import { toJson } from '../expression/values/to-json.ts';
import type { DecisionGraph } from './decision-model.ts';
import { DecisionRuntime } from './runtime.ts';
import { Session } from './session.ts';

export type DecisionEvaluation =
  | {
      ok: true;
      output: Json;
      /** 1-based row numbers of the table, in the order of the output. */
      matchedRules: number[];
      /** Why a part came to null; absent when there are none. */
      warnings?: ExpressionWarning[];
    }
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

/** Evaluates one decision or decision service of a model, its required decisions first. Their results lie over the scope's names. */
export function evaluateDecision(model: DecisionModel, id: string, scope: Scope, env: ExpressionEnv): DecisionEvaluation {
  const result = evaluateDecisionRaw(model, id, scope, env);
  if (!result.ok) return result;
  const { matchedRules, warnings } = result;
  try {
    return { ok: true, output: toJson(result.raw), matchedRules, ...(warnings.length === 0 ? {} : { warnings }) };
  } catch (error) {
    const { offset: _, ...failure } = failureOf(error);
    return failure;
  }
}

export type RawDecision = { ok: true; raw: unknown; matchedRules: number[]; warnings: ExpressionWarning[] } | DecisionFailure;

/** As `evaluateDecision`; scope and result may hold FEEL values. */
export function evaluateDecisionRaw(model: DecisionModel, id: string, scope: { [name: string]: unknown }, env: ExpressionEnv): RawDecision {
  const run = new Run(env);
  try {
    const runtime = runtimeOf(model, scope);
    const service = runtime.services.get(id);
    const session = new Session(runtime, run, scope);
    if (!service && !runtime.decisions.has(id)) return { ok: false, code: 'notFound', message: `There is no decision "${id}".` };
    const raw = service ? session.serviceFor(service, scope) : session.decision(id);
    const [warning] = run.warnings;
    if (env.strict && warning) return { ok: false, code: 'type', message: warning.message };
    return { ok: true, raw, matchedRules: session.matchedRules(id), warnings: run.warnings };
  } catch (error) {
    const { offset: _, ...failure } = failureOf(error);
    return failure;
  }
}

/** Models are read from a package once and live as long as it: so does what was compiled from them. */
const runtimes = new WeakMap<object, { words: string[]; byNames: Map<string, DecisionRuntime> }>();

function runtimeOf({ model }: DecisionModel, scope: { [name: string]: unknown }): DecisionRuntime {
  const graph = model as unknown as DecisionGraph;
  let known = runtimes.get(graph);
  if (!known) {
    known = { words: [...new Set(JSON.stringify(graph).match(/[\p{L}_][\p{L}\p{N}_]*/gu))], byNames: new Map() };
    runtimes.set(graph, known);
  }
  const { words, byNames } = known;
  const special = namesFor(words, scope);
  const key = special ? JSON.stringify(special) : '';
  let runtime = byNames.get(key);
  if (!runtime) {
    // As many scopes as a model meets; beyond that its expressions are compiled anew.
    if (byNames.size > 50) byNames.clear();
    runtime = new DecisionRuntime(graph, special);
    byNames.set(key, runtime);
  }
  return runtime;
}
