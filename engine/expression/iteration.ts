import { FeelDate, FeelRange } from 'feelin';
import { charge, warn } from './session.ts';
import { daysBetween } from './temporal.ts';

/** `a..b` of a loop: every whole step from a to b, downwards too; days between dates. Charged before it is made. */
export function range(a: unknown, b: unknown): unknown[] | null {
  if (a instanceof FeelDate && b instanceof FeelDate) {
    const { count, day } = daysBetween(a, b);
    charge(count);
    return Array.from({ length: count }, (_, index) => day(index));
  }
  if (typeof a !== 'number' || typeof b !== 'number') return warn('A loop runs between two numbers or two dates.');
  const size = Math.floor(Math.abs(b - a)) + 1;
  charge(size);
  const step = b < a ? -1 : 1;
  return Array.from({ length: size }, (_, index) => a + index * step);
}

/** What a loop or a filter goes through. Charged each time it is gone through, so that loops in loops multiply. */
export function iterate(list: unknown): unknown {
  if (Array.isArray(list)) charge(list.length);
  else if (list instanceof FeelRange && typeof list.start === 'number' && typeof list.end === 'number')
    charge(Math.abs(list.end - list.start));
  else charge(1);
  return list;
}
