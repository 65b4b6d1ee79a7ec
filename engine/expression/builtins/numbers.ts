import type { Decimal } from 'decimal.js';
import type { Run } from '../run/run.ts';
import { type FeelDuration, MonthsDuration, type TimeDuration } from '../values/feel-duration.ts';
import { decimal, type FeelNumber, negated, normal, truncated } from '../values/number.ts';
import { type RoundingMode, round } from '../values/rounding.ts';
import { opposite } from '../values/temporal-arithmetic.ts';
import { overload, Refused } from './define.ts';

export const numberFunctions = [
  rounding('decimal(n: number, scale: number) -> number', 'halfEven'),
  rounding('floor(n: number, scale?: number) -> number', 'floor'),
  rounding('ceiling(n: number, scale?: number) -> number', 'ceiling'),
  rounding('round up(n: number, scale: number) -> number', 'up'),
  rounding('round down(n: number, scale: number) -> number', 'down'),
  rounding('round half up(n: number, scale: number) -> number', 'halfUp'),
  rounding('round half down(n: number, scale: number) -> number', 'halfDown'),
  rounding('round half even(n: number, scale: number) -> number', 'halfEven'),
  overload('abs(n: number) -> number', (_run, n: FeelNumber) => (decimal(n).isNeg() ? negated(n) : n)),
  overload('abs(n: duration) -> any', (_run, n: FeelDuration) => (isNegative(n) ? opposite(n) : n)),
  overload('modulo(dividend: number, divisor: number) -> number', (_run, a: FeelNumber, b: FeelNumber) => {
    const [left, right] = [decimal(a), decimal(b)];
    return right.isZero() ? new Refused('the divisor is 0') : normal(left.minus(left.div(right).floor().times(right)));
  }),
  overload(
    'sqrt(number: number) -> number',
    (run, n: FeelNumber) => normal(costly(run, 10, n).sqrt()) ?? new Refused('the number is below 0'),
  ),
  overload(
    'log(number: number) -> number',
    (run, n: FeelNumber) => normal(costly(run, 50, n).ln()) ?? new Refused('the number is not above 0'),
  ),
  overload('exp(number: number) -> number', (run, n: FeelNumber) => {
    const power = costly(run, 30, n);
    if (power.abs().gt(15_000)) return power.isNeg() ? 0 : new Refused('the power is too large');
    return normal(power.exp());
  }),
  overload('odd(number: number) -> boolean', (_run, n: FeelNumber) => parity(n, 1)),
  overload('even(number: number) -> boolean', (_run, n: FeelNumber) => parity(n, 0)),
  overload('not(negand: any) -> boolean', (_run, negand: unknown) => (typeof negand === 'boolean' ? !negand : null)),
];

function rounding(signature: string, mode: RoundingMode) {
  return overload(signature, (_run, n: FeelNumber, scale?: FeelNumber) => {
    return round(n, scale === undefined ? 0 : truncated(scale), mode) ?? new Refused('the scale lies from -6111 to 6176');
  });
}

/** Series of 34 digits take as long as so many other steps. */
function costly(run: Run, steps: number, n: FeelNumber): Decimal {
  run.charge(steps);
  return decimal(n);
}

function isNegative(duration: FeelDuration): boolean {
  return duration instanceof MonthsDuration ? duration.months < 0 : (duration as TimeDuration).total < 0n;
}

function parity(n: FeelNumber, wanted: number): boolean {
  return decimal(n).mod(2).abs().eq(wanted);
}
