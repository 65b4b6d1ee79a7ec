import { Decimal } from 'decimal.js';

/**
 * FEEL's numbers are decimal with 34 digits (IEEE 754-2008 decimal128; DMN 1.5, 10.3.2.3.1). Here a number is a JavaScript number,
 * which stands for the decimal that its shortest text writes (0.1 is exactly a tenth), or a `Decimal` where a double cannot hold the
 * digits. Sums that stay exact in doubles are done in them, everything else in decimal; so `0.1 + 0.2 = 0.3` (P19).
 */
export type FeelNumber = number | Decimal;

export const D = Decimal.clone({
  precision: 34,
  rounding: Decimal.ROUND_HALF_EVEN,
  maxE: 6144,
  minE: -6176,
  toExpNeg: -9e15,
  toExpPos: 9e15,
});

export function isNumber(value: unknown): value is FeelNumber {
  return typeof value === 'number' || value instanceof Decimal;
}

export function decimal(n: FeelNumber): Decimal {
  return n instanceof Decimal ? n : new D(n);
}

/** A result as number again; null when it is none or too large (10 ** 6145). */
export function normal(n: Decimal): FeelNumber | null {
  if (!n.isFinite()) return null;
  if (n.isZero()) return 0;
  if (n.e > 300 || n.e < -300 || n.precision() > 15) return n;
  return n.toNumber();
}

/** Reads `12`, `-.5`, `1.2e+4`, as FEEL writes literals. Null when it is no number. */
export function parseNumber(text: string): FeelNumber | null {
  // Beyond what 34 digits and any exponent need; reading takes time that grows with the square of the length.
  if (text.length > 1_000 || !/^-?(\d+(\.\d+)?|\.\d+)([eE][+-]?\d{1,5})?$/.test(text)) return null;
  if (text.length <= 15 && /^\d+$/.test(text)) return Number(text);
  return normal(new D(text).plus(0));
}

export type Operation = '+' | '-' | '*' | '/' | '**';

/** Null: not defined (division by zero), or too large. */
export function calculate(operation: Operation, a: FeelNumber, b: FeelNumber): FeelNumber | null {
  if (typeof a === 'number' && typeof b === 'number') {
    const quick = inDoubles(operation, a, b);
    if (quick !== null) return quick;
  }
  const left = decimal(a);
  const right = decimal(b);
  switch (operation) {
    case '+':
      return normal(left.plus(right));
    case '-':
      return normal(left.minus(right));
    case '*':
      return normal(left.times(right));
    case '/':
      return right.isZero() ? null : normal(left.div(right));
    case '**':
      return normal(power(left, right));
  }
}

/** decimal.js takes time in proportion to the exponent's bits and to the digits wanted: 34. */
function power(base: Decimal, exponent: Decimal): Decimal {
  if (exponent.abs().gt(1e6)) return base.abs().eq(1) || base.isZero() ? base.pow(exponent) : new D(exponent.isNeg() ? 0 : Number.NaN);
  return base.pow(exponent);
}

const exact = 1e15;

/** The result where doubles give exactly the decimal one: whole numbers, and few digits behind the point. */
function inDoubles(operation: Operation, a: number, b: number): number | null {
  if (operation === '+' || operation === '-') {
    const whole = operation === '+' ? a + b : a - b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number.isSafeInteger(whole) ? whole : null;
    const [left, right] = [scaled(a, 1e6), scaled(b, 1e6)];
    if (left === null || right === null) return null;
    const sum = operation === '+' ? left + right : left - right;
    return Math.abs(sum) < exact ? sum / 1e6 + 0 : null;
  }
  if (operation === '*') {
    const whole = a * b;
    if (Number.isSafeInteger(a) && Number.isSafeInteger(b)) return Number.isSafeInteger(whole) ? whole + 0 : null;
    const [left, right] = [scaled(a, 1e4), scaled(b, 1e4)];
    if (left === null || right === null) return null;
    const product = left * right;
    return Math.abs(product) < exact ? product / 1e8 + 0 : null;
  }
  if (operation === '/' && b !== 0 && Number.isSafeInteger(a) && Number.isSafeInteger(b)) {
    const quotient = a / b;
    return Number.isSafeInteger(quotient) ? quotient + 0 : null;
  }
  return null;
}

/** `a * by` as a whole number, when `a` has no more digits behind the point than that; null when it has. */
function scaled(a: number, by: number): number | null {
  const whole = Math.round(a * by);
  return Math.abs(whole) < exact && whole / by === a ? whole : null;
}

export function negated(n: FeelNumber): FeelNumber {
  return typeof n === 'number' ? 0 - n : n.neg();
}

export function compareNumbers(a: FeelNumber, b: FeelNumber): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  return decimal(a).cmp(b);
}

/** Its value as a whole number when it is a safe one, else null. */
export function integer(n: unknown): number | null {
  if (typeof n === 'number') return Number.isSafeInteger(n) ? n : null;
  return null;
}

/** A number of any size cut to a whole one that loops and positions can use. */
export function truncated(n: FeelNumber): number {
  return Math.trunc(typeof n === 'number' ? n : n.toNumber());
}

/** All its digits, without an exponent. */
export function numberText(n: FeelNumber): string {
  if (typeof n === 'number' && Math.abs(n) < 1e15 && (Number.isInteger(n) || Math.abs(n) >= 1e-6)) return String(n + 0);
  return decimal(n).toFixed();
}

/**
 * What leaves as JSON: the nearest double. Digits a double cannot hold (beyond 15 to 17) are lost there and only there; a number that
 * no double comes near (1e400) leaves as null.
 */
export function toDouble(n: FeelNumber): number | null {
  const double = typeof n === 'number' ? n : n.toNumber();
  return Number.isFinite(double) ? double + 0 : null;
}
