/**
 * What one evaluation may cost. Reaching a limit is an error value at once, at the same step on every machine; what slips through these
 * is the business of the sandbox (memory limit, wall limit).
 */
export const limits = {
  /** Characters of an expression. */
  text: 20_000,
  /** Depth of its syntax tree. */
  depth: 250,
  /** Turns of loops, elements of lists made while evaluating, calls of functions, all together. */
  steps: 200_000,
  /** Levels of expressions inside functions that call each other. */
  callDepth: 1_500,
  /** Characters of one text made while evaluating. */
  string: 1_000_000,
  /** Nodes and characters of the result, together. */
  result: 1_000_000,
  /** Depth of the result. */
  resultDepth: 100,
} as const;
