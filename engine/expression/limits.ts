/**
 * What one evaluation may cost. Reaching a limit is an error value at once; what slips through these is the business of
 * the sandbox (memory limit, wall limit).
 */
export const limits = {
  /** Characters of an expression. */
  text: 20_000,
  /** Depth of its syntax tree. */
  depth: 250,
  /** Elements of loops, ranges and lists made while evaluating, all together. */
  steps: 200_000,
  /** Characters of one text made while evaluating. */
  string: 1_000_000,
  /** Nodes and characters of the result, together. */
  result: 1_000_000,
  /** Depth of the result. */
  resultDepth: 100,
} as const;
