import { FeelRange, isFunction } from 'feelin';
import { isSafeName, type Json } from '../contract/index.ts';
import { cut } from '../text/cut.ts';
import { limits } from './limits.ts';
import { BudgetExceeded } from './session.ts';
import { isTemporal, temporalToIso } from './temporal.ts';

/** Signals a result that no variable can hold. Caught by `evaluate`. */
export class NotAValue extends Error {}

/** FEEL value -> what variables hold: temporal values as ISO texts, numbers as numbers, nothing undefined. */
export function toJson(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  return convert(value, { left: limits.result }, 0);
}

function convert(value: unknown, budget: { left: number }, depth: number): Json {
  if (value === null || value === undefined) return null;
  budget.left -= typeof value === 'string' ? value.length : 1;
  if (budget.left < 0 || depth > limits.resultDepth) throw new BudgetExceeded(`a result larger than ${limits.result} characters`);
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (Array.isArray(value)) return value.map((item) => convert(item, budget, depth + 1));
  if (isTemporal(value)) return temporalToIso(value);
  if (value instanceof FeelRange) throw new NotAValue('The result is a range, not a value.');
  if (typeof value === 'function' || isFunction(value)) throw new NotAValue('The result is a function, not a value.');
  const out: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value)) {
    if (!isSafeName(key)) throw new NotAValue(`The name "${cut(key, 40)}" cannot be used for a value.`);
    budget.left -= key.length;
    out[key] = convert(item, budget, depth + 1);
  }
  return out;
}
