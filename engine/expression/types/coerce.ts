import type { Counter } from '../values/compare.ts';
import { FeelDate } from '../values/feel-date.ts';
import { midnightUtc } from '../values/feel-date-time.ts';
import { type AllowedCheck, isOfType } from './conforms.ts';
import type { FeelType } from './feel-type.ts';

/**
 * A value where a type is asked (DMN 1.5, 10.3.2.9.4): a list of one becomes its element and the other way round, a date the midnight
 * UTC it begins with. Undefined: it does not conform.
 */
export function coerce(value: unknown, type: FeelType, allowed: AllowedCheck, run: Counter | null = null): unknown {
  if (value === null || value === undefined) return null;
  if (isOfType(value, type, allowed, run)) return value;
  const base = baseOf(type);
  if (value instanceof FeelDate && base.kind === 'date and time') return checked(midnightUtc(value), type, allowed, run);
  if (Array.isArray(value)) {
    if (base.kind === 'list') {
      const items = value.map((item) => coerce(item, base.of, allowed, run));
      return items.includes(undefined) ? undefined : checked(items, type, allowed, run);
    }
    return value.length === 1 ? coerce(value[0], type, allowed, run) : undefined;
  }
  return base.kind === 'list' ? coerce([value], type, allowed, run) : undefined;
}

function checked(value: unknown, type: FeelType, allowed: AllowedCheck, run: Counter | null = null): unknown {
  return isOfType(value, type, allowed, run) ? value : undefined;
}

export function baseOf(type: FeelType): FeelType {
  return type.kind === 'allowed' ? baseOf(type.of) : type;
}
