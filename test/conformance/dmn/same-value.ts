import { same } from '../../../engine/expression/values/compare.ts';
import { isContext } from '../../../engine/expression/values/context.ts';
import { FeelDateTime } from '../../../engine/expression/values/feel-date-time.ts';
import { FeelTime } from '../../../engine/expression/values/feel-time.ts';
import { kindOf } from '../../../engine/expression/values/kind.ts';
import { D, decimal, isNumber } from '../../../engine/expression/values/number.ts';
import { ExpectedNumber } from './read-tck.ts';

/**
 * Is the value the expected one? Kinds must be the same; decimals must be equal as decimals, but where the kit writes eight digits or more
 * (what a double gave), eight must agree, as in the kit's own runners. Times must agree to the nanosecond and be told in the same offset.
 */
export function sameTckValue(expected: unknown, value: unknown): boolean {
  if (expected === null) return value === null || value === undefined;
  if (expected instanceof ExpectedNumber) return isNumber(value) && sameNumber(expected.text, decimal(value));
  if (Array.isArray(expected)) {
    return Array.isArray(value) && value.length === expected.length && expected.every((item, index) => sameTckValue(item, value[index]));
  }
  if (kindOf(expected) !== kindOf(value)) return false;
  if (expected instanceof FeelTime && value instanceof FeelTime) return expected.nanos === value.nanos && expected.offset === value.offset;
  if (expected instanceof FeelDateTime && value instanceof FeelDateTime) {
    return expected.date.number === value.date.number && sameTckValue(expected.time, value.time) && expected.offset === value.offset;
  }
  if (!isContext(expected) || !isContext(value)) return same(expected, value);
  const names = Object.keys(expected);
  return names.length === Object.keys(value).length && names.every((name) => sameTckValue(expected[name], value[name] ?? null));
}

function sameNumber(text: string, value: InstanceType<typeof D>): boolean {
  const expected = new D(text);
  if (expected.eq(value)) return true;
  if (expected.precision() < 8) return false;
  return expected.minus(value).abs().lte(D.max(1, expected.abs()).times('1e-8'));
}
