import type { DecisionModel } from '../contract/index.ts';

export type DecisionCompilation = { ok: true; model: DecisionModel } | { ok: false; problems: DecisionProblem[] };

export interface DecisionProblem {
  message: string;
  /** Id of the decision, rule or cell. */
  element?: string;
}

/** Reads a DMN file. Every problem found is listed, not only the first. */
export async function compileDecisionModel(_xml: string): Promise<DecisionCompilation> {
  throw new Error('in work');
}
