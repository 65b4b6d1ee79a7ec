import type { Json } from '../contract/json.ts';

const known = new WeakMap<object, number>();

/** Length of the value as JSON, near enough: escapes are not counted. Objects are measured once. */
export function jsonSize(value: Json): number {
  if (typeof value === 'string') return value.length + 2;
  if (typeof value !== 'object' || value === null) return String(value).length;
  const measured = known.get(value);
  if (measured !== undefined) return measured;
  let size = 2;
  if (Array.isArray(value)) for (const each of value) size += jsonSize(each) + 1;
  else for (const key of Object.keys(value)) size += key.length + 4 + jsonSize(value[key] as Json);
  known.set(value, size);
  return size;
}
