import type { NameHints } from '../syntax/names.ts';
import { isPlainName } from '../values/context.ts';
import type { FeelType } from './feel-type.ts';

/** The names inside values of a type that are more than one word; null when there are none. */
export function typeHints(type: FeelType | undefined, depth = 0): NameHints | null {
  if (type === undefined || depth > 5) return null;
  if (type.kind === 'allowed' || type.kind === 'list') return typeHints(type.of, depth);
  return type.kind === 'context' ? namesHints(type.entries, depth) : null;
}

/** Of names with their types, those that are more than one word or hold such names. */
export function namesHints(names: Iterable<[name: string, type?: FeelType]>, depth = 0): NameHints | null {
  let found: NameHints | null = null;
  for (const [name, type] of names) {
    const inner = typeHints(type, depth + 1);
    if ((inner === null && isPlainName(name)) || name === '__proto__') continue;
    found ??= {};
    found[name] = inner ?? true;
  }
  return found;
}
