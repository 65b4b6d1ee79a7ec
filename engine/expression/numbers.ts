import { Decimal } from 'decimal.js';

/**
 * FEEL numbers are decimal (IEEE 754-2008, decimal128); ours are kept as JavaScript numbers and calculated in decimal,
 * so that `0.1 + 0.2 = 0.3` and halves round as written (P19).
 */
const D = Decimal.clone({ precision: 34, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -7, toExpPos: 21 });

type Operation = '+' | '-' | '*' | '/' | '**';

export function calculate(operation: Operation, a: number, b: number): number | null {
  if (operation === '/' && b === 0) return null;
  const binary = binaryResult(operation, a, b);
  if (Number.isSafeInteger(binary) && Number.isSafeInteger(a) && Number.isSafeInteger(b) && operation !== '**') return binary;
  if (!Number.isFinite(binary)) return null;
  if (operation === '**' && (!Number.isInteger(b) || Math.abs(b) > 1000)) return binary;
  return decimalResult(operation, a, b);
}

function binaryResult(operation: Operation, a: number, b: number): number {
  switch (operation) {
    case '+':
      return a + b;
    case '-':
      return a - b;
    case '*':
      return a * b;
    case '/':
      return a / b;
    case '**':
      return a ** b;
  }
}

function decimalResult(operation: Operation, a: number, b: number): number {
  const left = new D(a);
  switch (operation) {
    case '+':
      return left.plus(b).toNumber();
    case '-':
      return left.minus(b).toNumber();
    case '*':
      return left.times(b).toNumber();
    case '/':
      return left.div(b).toNumber();
    case '**':
      return left.pow(b).toNumber();
  }
}

export type RoundingMode = 'halfEven' | 'halfUp' | 'halfDown' | 'up' | 'down' | 'floor' | 'ceiling';

/** Away from zero is "up" (DMN 1.5, 10.3.4.5). */
const modes: Record<RoundingMode, Decimal.Rounding> = {
  halfEven: Decimal.ROUND_HALF_EVEN,
  halfUp: Decimal.ROUND_HALF_UP,
  halfDown: Decimal.ROUND_HALF_DOWN,
  up: Decimal.ROUND_UP,
  down: Decimal.ROUND_DOWN,
  floor: Decimal.ROUND_FLOOR,
  ceiling: Decimal.ROUND_CEIL,
};

/** `scale` digits after the point; a negative one rounds before it. Null for scales FEEL does not know. */
export function round(n: number, scale: number, mode: RoundingMode): number | null {
  if (!Number.isInteger(scale) || scale < -6111 || scale > 6176) return null;
  if (scale > 400 || scale < -400) return scale > 0 ? n : 0;
  const value = new D(n);
  const result = scale >= 0 ? value.toDecimalPlaces(scale, modes[mode]) : roundBeforePoint(value, -scale, modes[mode]);
  // No negative zero: it would be written "-0".
  return result.toNumber() + 0;
}

function roundBeforePoint(value: Decimal, digits: number, mode: Decimal.Rounding): Decimal {
  const unit = new D(10).pow(digits);
  return value.div(unit).toDecimalPlaces(0, mode).times(unit);
}

export function sum(list: number[]): number {
  let whole = 0;
  for (const n of list) whole += n;
  if (Number.isSafeInteger(whole) && list.every(Number.isSafeInteger)) return whole;
  return list.reduce((total, n) => total.plus(n), new D(0)).toNumber();
}

export function product(list: number[]): number {
  return list.reduce((total, n) => total.times(n), new D(1)).toNumber();
}

export function modulo(a: number, b: number): number | null {
  if (b === 0) return null;
  const left = new D(a);
  return left.minus(left.div(b).floor().times(b)).toNumber();
}
