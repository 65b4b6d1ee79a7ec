import { z } from 'zod';
import { cut } from '../../engine/text/cut.ts';

/** The same schema, refusing keys it does not name, at every level: a misspelt field must not be dropped silently. */
export function strict(schema: z.ZodType): z.ZodType {
  if (schema instanceof z.ZodObject) {
    const shape: { [key: string]: z.ZodType } = {};
    for (const [key, value] of Object.entries(schema.shape)) shape[key] = strict(value as z.ZodType);
    return z.strictObject(shape);
  }
  if (schema instanceof z.ZodArray) {
    // Clone with the strict element: limits of the array stay.
    return schema.clone({ ...schema.def, element: strict(schema.element as z.ZodType) } as never);
  }
  return schema;
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 100;

/**
 * Path of the first key that JavaScript gives a meaning of its own, or of nesting beyond 100 levels; undefined = fine.
 * `JSON.parse` makes `__proto__` an own key, and whoever copies it later would reach a prototype.
 */
export function unsafePath(value: unknown, path = '', depth = 0): { path: string; why: 'name' | 'depth' } | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if (depth > maxDepth) return { path: cut(path, 200), why: 'depth' };
  for (const key of Object.keys(value)) {
    const place = path ? `${path}.${key}` : key;
    if (!Array.isArray(value) && forbidden.has(key)) return { path: cut(place, 200), why: 'name' };
    const found = unsafePath((value as { [key: string]: unknown })[key], place, depth + 1);
    if (found) return found;
  }
  return undefined;
}
