import { FeelRange } from 'feelin';
import { charge, warn } from './session.ts';

/** `a..b` of a loop: every whole step from a to b, downwards too. Charged before it is made. */
export function range(a: unknown, b: unknown): number[] | null {
  if (typeof a !== 'number' || typeof b !== 'number') return warn('A loop runs between two numbers.');
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
