import type { Json } from '../contract/index.ts';

/** Equal as JSON, whatever the order of keys; `undefined` and absent are the same. */
export function same(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const left = a as { [key: string]: Json | undefined };
  const right = b as { [key: string]: Json | undefined };
  for (const key of new Set([...Object.keys(left), ...Object.keys(right)])) {
    if (!same(Object.hasOwn(left, key) ? left[key] : undefined, Object.hasOwn(right, key) ? right[key] : undefined)) return false;
  }
  return true;
}
