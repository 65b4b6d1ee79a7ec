import { z } from 'zod';
import { cut } from '../../engine/text/cut.ts';

/** What holds no other schema. `custom` too: it looks at the value itself. */
const leaves = new Set(
  'string number bigint boolean date symbol undefined null void any unknown never nan literal enum file template_literal custom transform'.split(
    ' ',
  ),
);

/** Where the schemas within a schema stand in its definition. */
const within: { [type: string]: string[] } = {
  array: ['element'],
  optional: ['innerType'],
  nonoptional: ['innerType'],
  nullable: ['innerType'],
  default: ['innerType'],
  prefault: ['innerType'],
  catch: ['innerType'],
  readonly: ['innerType'],
  success: ['innerType'],
  promise: ['innerType'],
  union: ['options'],
  tuple: ['items', 'rest'],
  record: ['keyType', 'valueType'],
  map: ['keyType', 'valueType'],
  set: ['valueType'],
  pipe: ['in', 'out'],
};

/**
 * The same schema, refusing keys it does not name, at every level: a misspelt field must not be dropped silently. An object that says what
 * else it takes (`catchall`, `z.looseObject`) goes on taking it. Throws for a kind of schema it does not know, so that none is passed over.
 */
export function strict(schema: z.ZodType, done = new Map<z.ZodType, z.ZodType>()): z.ZodType {
  const known = done.get(schema);
  if (known) return known;
  const made = madeStrict(schema, (inner) => strict(inner, done));
  done.set(schema, made);
  return made;
}

function madeStrict(schema: z.ZodType, inner: (schema: z.ZodType) => z.ZodType): z.ZodType {
  const def = schema.def as unknown as { [key: string]: unknown };
  const { type } = schema.def;
  if (leaves.has(type)) return schema;
  if (schema instanceof z.ZodObject) {
    const shape = Object.fromEntries(Object.entries(schema.shape).map(([key, value]) => [key, inner(value as z.ZodType)]));
    const { catchall } = schema.def;
    return changed(schema, { shape, catchall: catchall ? inner(catchall as z.ZodType) : z.never() });
  }
  // Asked for when it is needed, or a schema that holds itself would never be done.
  if (schema instanceof z.ZodLazy) return changed(schema, { getter: () => inner(schema.def.getter() as z.ZodType) });
  const places = within[type];
  if (!places) throw new Error(`strict() does not know schemas of the type ${type}: name it in api/http/strict.ts.`);
  const each = (value: unknown) => (Array.isArray(value) ? value.map((one) => inner(one)) : value && inner(value as z.ZodType));
  return changed(schema, Object.fromEntries(places.map((place) => [place, each(def[place])])));
}

/** A copy with the same checks and limits. What the definition computes (a default made anew for each call) stays so. */
function changed(schema: z.ZodType, parts: { [key: string]: unknown }): z.ZodType {
  const def = Object.defineProperties({}, Object.getOwnPropertyDescriptors(schema.def));
  for (const [key, value] of Object.entries(parts)) Object.defineProperty(def, key, { value, enumerable: true, configurable: true });
  return schema.clone(def as never);
}

const forbidden = new Set(['__proto__', 'constructor', 'prototype']);
const maxDepth = 100;

/**
 * Path of the first key that JavaScript gives a meaning of its own, of nesting beyond 100 levels, or of a number that is too large to be one
 * (`1e999`, which would be stored as null); undefined = fine.
 * `JSON.parse` makes `__proto__` an own key, and whoever copies it later would reach a prototype.
 */
export function unsafePath(value: unknown, path = '', depth = 0): { path: string; why: 'name' | 'depth' | 'number' } | undefined {
  if (typeof value === 'number' && !Number.isFinite(value)) return { path: cut(path, 200), why: 'number' };
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
