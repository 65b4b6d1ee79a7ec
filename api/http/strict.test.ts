import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import * as contract from '../contract/index.ts';
import { strict } from './strict.ts';

type Path = (string | number)[];
interface Def {
  type: string;
  shape: { [key: string]: z.ZodType };
  catchall?: z.ZodType;
  options: z.ZodType[];
  items: z.ZodType[];
  element: z.ZodType;
  innerType: z.ZodType;
  keyType: z.ZodType;
  valueType: z.ZodType;
  in: z.ZodType;
  out: z.ZodType;
  entries: { [key: string]: unknown };
  values: unknown[];
  getter(): z.ZodType;
}

/** Values that reach every object a schema holds, with the places of these objects: all that is optional given, one value for each option. */
function samples(schema: z.ZodType): { value: unknown; objects: Path[] }[] {
  const def = schema.def as unknown as Def;
  const wrap = (inner: z.ZodType, key: string | number, make: (value: unknown) => unknown) =>
    samples(inner).map(({ value, objects }) => ({ value: make(value), objects: objects.map((path) => [key, ...path]) }));
  switch (def.type) {
    case 'object': {
      const fields = Object.entries(def.shape).map(([key, inner]) => [key, wrap(inner, key, (value) => value)] as const);
      const most = Math.max(1, ...fields.map(([, made]) => made.length));
      const self: Path[] = def.catchall ? [] : [[]];
      return Array.from({ length: most }, (_, nth) => {
        const chosen = fields.map(([key, made]) => [key, made[nth % made.length]] as const);
        return {
          value: Object.fromEntries(chosen.map(([key, one]) => [key, one?.value])),
          objects: [...self, ...chosen.flatMap(([, one]) => one?.objects ?? [])],
        };
      });
    }
    case 'array':
      return wrap(def.element, 0, (value) => [value]);
    case 'record': {
      const key = def.keyType.def.type === 'enum' ? String(Object.values((def.keyType.def as unknown as Def).entries)[0]) : 'key';
      return wrap(def.valueType, key, (value) => ({ [key]: value }));
    }
    case 'tuple': {
      const made = def.items.map((item, at) => wrap(item, at, (value) => value)[0]);
      return [{ value: made.map((one) => one?.value), objects: made.flatMap((one) => one?.objects ?? []) }];
    }
    case 'union':
      return def.options.flatMap(samples);
    case 'pipe':
      return samples(def.in.def.type === 'transform' ? def.out : def.in);
    case 'lazy':
      return samples(def.getter());
    case 'literal':
      return [{ value: def.values[0], objects: [] }];
    case 'enum':
      return [{ value: Object.values(def.entries)[0], objects: [] }];
    case 'number':
      return [{ value: 1, objects: [] }];
    case 'boolean':
      return [{ value: true, objects: [] }];
    case 'null':
      return [{ value: null, objects: [] }];
    case 'string':
    case 'unknown':
      return [{ value: 'abc', objects: [] }];
    default:
      return samples(def.innerType);
  }
}

/** Paths of the keys a schema says it does not know, also within the options of a union. */
function unknownKeys(schema: z.ZodType, value: unknown): string[] {
  const keysOf = (issues: z.core.$ZodIssue[], before: PropertyKey[]): string[] =>
    issues.flatMap((issue) => {
      const path = [...before, ...issue.path];
      if (issue.code === 'unrecognized_keys') return issue.keys.map((key) => [...path, key].join('.'));
      return issue.code === 'invalid_union' ? issue.errors.flatMap((errors) => keysOf(errors, path)) : [];
    });
  return keysOf(schema.safeParse(value).error?.issues ?? [], []);
}

function withKey(value: unknown, [first, ...rest]: Path, key: string): unknown {
  if (first === undefined) return { ...(value as object), [key]: 1 };
  const copy = (Array.isArray(value) ? [...value] : { ...(value as object) }) as { [key: string | number]: unknown };
  copy[first] = withKey(copy[first], rest, key);
  return copy;
}

const parts = Object.entries(contract).flatMap(([name, route]) =>
  typeof route === 'object' && 'method' in route
    ? (['params', 'query', 'body'] as const).flatMap((part) =>
        route[part] ? [{ name: `${name} ${part}`, schema: route[part] as z.ZodType }] : [],
      )
    : [],
);

/** Every object in every schema that the API takes in. */
const places = parts.flatMap(({ name, schema }) =>
  samples(schema).flatMap(({ value, objects }, nth) =>
    objects.map((path) => ({ place: [`${name} ${nth}`, ...path].join('.'), schema, value, path })),
  ),
);

describe('a key that the contract does not name is refused', () => {
  it.each(places)('in $place', ({ schema, value, path }) => {
    expect(unknownKeys(strict(schema), value)).toEqual([]);
    for (const key of ['xyzzy', 'Id', 'variabels'])
      expect(unknownKeys(strict(schema), withKey(value, path, key))).toContain([...path, key].join('.'));
  });

  it('at places of every kind: within options of a union, lists, optionals, records', () => {
    const found = new Set(places.map(({ place }) => place.replace(/ \d+/, '')));
    for (const place of [
      'startBatch body.action',
      'startBatch body.action.start.0',
      'startBatch body.filter',
      'modifyInstance body.start.0',
      'restartInstance body.records.0',
      'previewMigration body.plan',
      'listSignals query',
    ])
      expect(found).toContain(place);
  });
});

describe('strict keeps what it wraps', () => {
  const node: z.ZodType = z.lazy(() => z.object({ name: z.string(), inner: node.optional() }));
  const odd = (key: string) => z.object({ [key]: z.number() });

  it.each<[string, z.ZodType, unknown, string]>([
    ['optional', odd('a').optional(), { a: 1, b: 2 }, 'b'],
    ['nullable default', odd('a').nullable().default(null), { a: 1, b: 2 }, 'b'],
    ['union', z.union([z.string(), odd('a')]), { a: 1, b: 2 }, 'b'],
    ['tuple', z.tuple([z.string(), odd('a')]), ['x', { a: 1, b: 2 }], '1.b'],
    ['rest of a tuple', z.tuple([z.string()], odd('a')), ['x', { a: 1 }, { a: 1, b: 2 }], '2.b'],
    ['record', z.record(z.string(), odd('a')), { k: { a: 1, b: 2 } }, 'k.b'],
    [
      'pipe',
      z.pipe(
        odd('a'),
        z.transform((value) => value),
      ),
      { a: 1, b: 2 },
      'b',
    ],
    ['preprocess', z.preprocess((value) => value, odd('a')), { a: 1, b: 2 }, 'b'],
    ['a schema that holds itself', node, { name: 'x', inner: { name: 'y', inner: { name: 'z', nmae: '' } } }, 'inner.inner.nmae'],
    ['what an open object holds', z.object({}).catchall(odd('a')), { any: { a: 1, b: 2 } }, 'any.b'],
  ])('%s', (_, schema, value, path) => expect(unknownKeys(strict(schema), value)).toEqual([path]));

  it('checks, limits, defaults made anew', () => {
    const range = strict(z.object({ from: z.number(), to: z.number() }).refine(({ from, to }) => from <= to));
    expect(range.safeParse({ from: 2, to: 1 }).success).toBe(false);
    expect(range.safeParse({ from: 1, to: 2 }).success).toBe(true);
    expect(strict(z.array(odd('a')).max(1)).safeParse([{ a: 1 }, { a: 1 }]).success).toBe(false);
    const list = strict(z.object({ list: z.array(z.string()).default([]) }));
    const [one, two] = [list.parse({}), list.parse({})] as { list: string[] }[];
    expect(one).toEqual({ list: [] });
    expect(one?.list).not.toBe(two?.list);
    expect(strict(z.looseObject({ a: z.number() })).parse({ a: 1, b: 2 })).toEqual({ a: 1, b: 2 });
  });

  it('says so when it meets a kind it does not know', () => {
    expect(() => strict(z.object({ both: z.intersection(odd('a'), odd('b')) }))).toThrow('intersection');
  });
});
