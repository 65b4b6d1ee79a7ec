import { FeelDate, FeelDateTime, FeelDuration, FeelTime } from 'feelin';
import { calculate } from './numbers.ts';
import { chargeText, warn } from './session.ts';
import { addTemporal, durationLength, durationOf, isTemporal, subtractTemporal } from './temporal.ts';

/*
 * FEEL's arithmetic operators. `translate.ts` turns `a + b` into a call of `add(a, b, offset)`: numbers are decimal, texts
 * have a limit, dates behave. A wrong type gives null and a warning with its place.
 */

export function add(a: unknown, b: unknown, offset: number): unknown {
  if (typeof a === 'number' && typeof b === 'number') return calculate('+', a, b) ?? warn('The sum is too large.', offset);
  if (typeof a === 'string' && typeof b === 'string') {
    chargeText(a.length + b.length);
    return a + b;
  }
  return (isTemporal(a) && isTemporal(b) ? addTemporal(a, b) : null) ?? mismatch('add', a, b, offset);
}

export function subtract(a: unknown, b: unknown, offset: number): unknown {
  if (typeof a === 'number' && typeof b === 'number') return calculate('-', a, b) ?? warn('The difference is too large.', offset);
  return (isTemporal(a) && isTemporal(b) ? subtractTemporal(a, b) : null) ?? mismatch('subtract', a, b, offset);
}

export function multiply(a: unknown, b: unknown, offset: number): unknown {
  if (typeof a === 'number' && typeof b === 'number') return calculate('*', a, b) ?? warn('The product is too large.', offset);
  if (a instanceof FeelDuration && typeof b === 'number') return scaled(a, b) ?? mismatch('multiply', a, b, offset);
  if (typeof a === 'number' && b instanceof FeelDuration) return scaled(b, a) ?? mismatch('multiply', a, b, offset);
  return mismatch('multiply', a, b, offset);
}

export function divide(a: unknown, b: unknown, offset: number): unknown {
  if (typeof b === 'number' && b === 0) return warn('Division by zero.', offset);
  if (typeof a === 'number' && typeof b === 'number') return calculate('/', a, b) ?? warn('The quotient is too large.', offset);
  if (a instanceof FeelDuration && typeof b === 'number') return scaled(a, 1 / b) ?? mismatch('divide', a, b, offset);
  if (a instanceof FeelDuration && b instanceof FeelDuration) {
    const left = durationLength(a);
    const right = durationLength(b);
    if (left.unit === right.unit && right.length !== 0) return calculate('/', left.length, right.length);
  }
  return mismatch('divide', a, b, offset);
}

export function power(a: unknown, b: unknown, offset: number): unknown {
  if (typeof a === 'number' && typeof b === 'number') return calculate('**', a, b) ?? warn('The power is too large.', offset);
  return mismatch('exponentiate', a, b, offset);
}

export function negate(a: unknown, offset: number): unknown {
  if (typeof a === 'number') return a === 0 ? 0 : -a;
  if (a instanceof FeelDuration) return scaled(a, -1) ?? mismatch('negate', a, null, offset);
  return mismatch('negate', a, null, offset);
}

function scaled(duration: FeelDuration, factor: number): FeelDuration | null {
  const { unit, length } = durationLength(duration);
  return durationOf(unit, length * factor);
}

function mismatch(operation: string, a: unknown, b: unknown, offset: number): null {
  const operands = operation === 'negate' ? typeName(a) : `${typeName(a)} and ${typeName(b)}`;
  return warn(`Cannot ${operation} ${operands}.`, offset);
}

export function typeName(value: unknown): string {
  if (value === null || value === undefined) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (value instanceof FeelDate) return 'a date';
  if (value instanceof FeelTime) return 'a time';
  if (value instanceof FeelDateTime) return 'a date and time';
  if (value instanceof FeelDuration) return 'a duration';
  if (typeof value === 'object') return 'a context';
  return typeof value === 'string' ? 'a text' : `a ${typeof value}`;
}
