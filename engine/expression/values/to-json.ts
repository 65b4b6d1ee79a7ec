import { isSafeName, type Json } from '../../contract/index.ts';
import { cut } from '../../text/cut.ts';
import { limits } from '../limits.ts';
import { Stop } from '../run/failure.ts';
import { tooMuch } from '../run/run.ts';
import type { FeelContext } from './context.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { FeelFunction } from './feel-function.ts';
import { FeelObject } from './feel-object.ts';
import { FeelRange } from './feel-range.ts';
import { clockText, FeelTime } from './feel-time.ts';
import { isNumber, toDouble } from './number.ts';
import { offsetText } from './zone.ts';

/**
 * FEEL value -> what variables hold: points in time as ISO 8601 texts (a named zone becomes its offset), numbers as the nearest double
 * (`toDouble`), nothing undefined. Throws `Stop` for a function or a range, and for a result over the limit.
 */
export function toJson(value: unknown): Json {
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (typeof value === 'number') return toDouble(value);
  // Measured before it is copied: values can share their parts, and a copy does not.
  measure(value, { left: limits.result }, 0);
  return convert(value);
}

function measure(value: unknown, budget: { left: number }, depth: number): void {
  budget.left -= typeof value === 'string' ? value.length : 1;
  if (budget.left < 0 || depth > limits.resultDepth) throw tooMuch(`a result larger than ${limits.result} characters`);
  if (typeof value !== 'object' || value === null) return;
  if (Array.isArray(value)) {
    for (const item of value) measure(item, budget, depth + 1);
    return;
  }
  if (value instanceof FeelObject || isNumber(value)) return;
  for (const key in value) {
    budget.left -= key.length;
    measure((value as FeelContext)[key], budget, depth + 1);
  }
}

function convert(value: unknown): Json {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'boolean') return value;
  if (isNumber(value)) return toDouble(value);
  if (Array.isArray(value)) return value.map(convert);
  if (value instanceof FeelObject) return textOf(value);
  const out: { [key: string]: Json } = {};
  for (const [key, item] of Object.entries(value as FeelContext)) {
    if (!isSafeName(key)) throw new Stop('result', `The name "${cut(key, 40)}" cannot be used for a value.`);
    out[key] = convert(item);
  }
  return out;
}

function textOf(value: FeelObject): string {
  if (value instanceof FeelRange) throw new Stop('result', 'The result is a range, not a value.');
  if (value instanceof FeelFunction) throw new Stop('result', 'The result is a function, not a value.');
  if (value instanceof FeelDateTime) return value.toIso();
  if (value instanceof FeelTime && value.offset !== null) return clockText(value.nanos) + offsetText(value.offset);
  return value.toString();
}
