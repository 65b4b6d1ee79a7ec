import { limits } from './limits.ts';
import type { ExpressionEnv } from './types.ts';

/** Signals that an evaluation cost too much. Caught by `evaluate`, never seen outside. */
export class BudgetExceeded extends Error {}

export interface TypeWarning {
  message: string;
  offset?: number;
}

/** The evaluation under way. It is synchronous; a function of a decision model may begin another inside it, on the same budget. */
export const session = {
  env: { now: 0 } as ExpressionEnv,
  steps: 0,
  warnings: [] as TypeWarning[],
  depth: 0,
};

/** Runs work as an evaluation; one inside another has its own warnings, and the other's rest of the budget. */
export function inSession<Result>(env: ExpressionEnv, work: () => Result): Result {
  const { env: outerEnv, warnings: outerWarnings } = session;
  if (session.depth === 0) session.steps = limits.steps;
  session.env = env;
  session.warnings = [];
  session.depth++;
  try {
    return work();
  } finally {
    session.depth--;
    session.env = outerEnv;
    session.warnings = outerWarnings;
  }
}

export function charge(steps: number): void {
  session.steps -= steps;
  if (session.steps < 0) throw new BudgetExceeded(`more than ${limits.steps} elements in loops and lists`);
}

export function chargeText(length: number): void {
  if (length > limits.string) throw new BudgetExceeded(`a text longer than ${limits.string} characters`);
  charge(length >> 8);
}

/** Charges a value that a function made. Returns it. */
export function charged<Value>(value: Value): Value {
  if (typeof value === 'string') chargeText(value.length);
  else if (Array.isArray(value)) charge(value.length);
  return value;
}

export function warn(message: string, offset?: number): null {
  if (session.warnings.length < 20) session.warnings.push({ message, offset });
  return null;
}
