import { limits } from '../limits.ts';
import type { ExpressionEnv, ExpressionWarning } from '../types.ts';
import { Stop } from './failure.ts';

/**
 * One evaluation under way: its clock, what is left of its budget, the warnings it gave. Every step it takes is counted here, the same
 * on every machine, so that what is too much is too much everywhere.
 */
export class Run {
  readonly env: ExpressionEnv;
  readonly warnings: ExpressionWarning[] = [];
  /** Inside a filter, where elements may lack a name: above 0 nothing is warned of. */
  soft = 0;
  private steps: number;
  private readonly allowed: number;
  private depth = 0;

  constructor(env: ExpressionEnv, steps: number = limits.steps) {
    this.env = env;
    this.steps = steps;
    this.allowed = steps;
  }

  /** Steps taken so far. */
  get used(): number {
    return this.allowed - this.steps;
  }

  charge(steps: number): void {
    this.steps -= steps;
    if (this.steps < 0) throw tooMuch(`more than ${this.allowed} steps in loops, lists and functions`);
  }

  chargeText(length: number): void {
    if (length > limits.string) throw tooMuch(`a text longer than ${limits.string} characters`);
    this.charge(length >> 8);
  }

  /** Around a function's body, which is `levels` deep, and around values inside values: nesting is limited where any machine still has room for it. */
  enter(levels: number): void {
    this.depth += levels;
    if (this.depth > limits.callDepth) throw tooMuch('functions or values that go too deep');
  }

  leave(levels: number): void {
    this.depth -= levels;
  }

  warn(message: string, offset?: number): null {
    if (this.soft === 0 && this.warnings.length < 20) this.warnings.push(offset === undefined ? { message } : { message, offset });
    return null;
  }
}

export function tooMuch(what: string): Stop {
  return new Stop('budget', `The expression was stopped: ${what}.`);
}
