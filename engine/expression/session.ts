import { limits } from './limits.ts';
import type { ExpressionEnv } from './types.ts';

/** Signals that an evaluation cost too much. Caught by `evaluate`, never seen outside. */
export class BudgetExceeded extends Error {}

export interface TypeWarning {
  message: string;
  offset?: number;
}

/** The evaluation under way. Evaluation is synchronous and does not nest, so there is one at most. */
export const session = {
  env: { now: 0 } as ExpressionEnv,
  steps: 0,
  warnings: [] as TypeWarning[],
};

export function beginSession(env: ExpressionEnv): void {
  session.env = env;
  session.steps = limits.steps;
  session.warnings = [];
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
