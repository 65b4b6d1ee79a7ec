import { Decimal } from 'decimal.js';
import { FeelObject } from './feel-object.ts';

export type FeelContext = { [name: string]: unknown };

export function isContext(value: unknown): value is FeelContext {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof FeelObject) && !(value instanceof Decimal)
  );
}

/** No prototype: `__proto__` is a name like any other. */
export function newContext(): FeelContext {
  return Object.create(null) as FeelContext;
}

/** Value of an entry; undefined when there is none. Names that mean the same however their spaces are written are one name. */
export function entryOf(context: FeelContext, name: string): unknown {
  if (Object.hasOwn(context, name)) return context[name] ?? null;
  if (isPlainName(name)) return undefined;
  const wanted = normalName(name);
  const key = Object.keys(context).find((candidate) => normalName(candidate) === wanted);
  return key === undefined ? undefined : (context[key] ?? null);
}

const plain = /^[\p{L}\p{N}_$]+$/u;
const plainNames = new Map<string, boolean>();

/** One word: it reads the same with and without a scope. */
export function isPlainName(name: string): boolean {
  let known = plainNames.get(name);
  if (known === undefined) {
    known = plain.test(name);
    if (plainNames.size > 20_000) plainNames.clear();
    plainNames.set(name, known);
  }
  return known;
}

/** One space between the parts of a name: `first-name`, `first - name` and `first  -name` are the same (DMN 1.5, 10.3.1.4). */
export function normalName(name: string): string {
  return name
    .replace(/\s*([./\-'+]|\*\*?)\s*/g, ' $1 ')
    .replace(/\s{2,}/g, ' ')
    .trim();
}
