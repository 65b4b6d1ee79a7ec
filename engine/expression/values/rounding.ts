import { Decimal } from 'decimal.js';
import { D, decimal, type FeelNumber, normal } from './number.ts';

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
export function round(n: FeelNumber, scale: number, mode: RoundingMode): FeelNumber | null {
  if (!Number.isInteger(scale) || scale < -6111 || scale > 6176) return null;
  if (typeof n === 'number' && Number.isSafeInteger(n) && scale >= 0) return n;
  const value = decimal(n);
  if (scale >= 0) return normal(value.toDecimalPlaces(scale, modes[mode]));
  const unit = new D(10).pow(-scale);
  return normal(value.div(unit).toDecimalPlaces(0, modes[mode]).times(unit));
}
