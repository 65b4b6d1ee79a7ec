import { isPlainName } from '../values/context.ts';

/**
 * Names that FEEL would otherwise read as something else (`first-name`, `date of birth`), with those inside them: the grammar depends on
 * the names in scope (DMN 1.5, 10.3.1.4).
 */
export type NameHints = { [name: string]: NameHints | true };

/** Without an operator or two words side by side, no name of several parts can stand in the text. */
const severalParts = /[-+*/'&#]|[\p{L}\p{N}_]\s+[\p{L}]/u;

/** The words of a text in which names of several parts could stand; null when none could. */
export function wordsOf(text: string): string[] | null {
  return severalParts.test(text) ? [...new Set(text.match(/[\p{L}_][\p{L}\p{N}_]*/gu))] : null;
}

/** The special names of a scope that a text with these words can mean. Cheap: it is asked for each evaluation. */
export function namesFor(words: string[], scope: { [name: string]: unknown }): NameHints | null {
  let found: NameHints | null = null;
  for (const name in scope) {
    if (isPlainName(name) || name === '__proto__') continue;
    found ??= {};
    found[name] = namesInside(scope[name], 0) ?? true;
  }
  for (const word of words) {
    if (!Object.hasOwn(scope, word)) continue;
    const inner = namesInside(scope[word], 0);
    if (inner === null) continue;
    found ??= {};
    found[word] = inner;
  }
  return found;
}

const deepest = 4;

/** Names of the scope and of the contexts in it that are more than one word. Null when there are none. */
export function specialNames(scope: { [name: string]: unknown }, depth = 0): NameHints | null {
  let found: NameHints | null = null;
  for (const name in scope) {
    if (name === '__proto__') continue;
    const inner = depth < deepest ? namesInside(scope[name], depth) : null;
    if (inner === null && isPlainName(name)) continue;
    found ??= {};
    found[name] = inner ?? true;
  }
  return found;
}

/** Of a list, the names of its first elements count: enough to read what a filter over rows of one form says. */
function namesInside(value: unknown, depth: number): NameHints | null {
  if (value === null || typeof value !== 'object') return null;
  if (!Array.isArray(value)) {
    const prototype = Object.getPrototypeOf(value);
    return prototype === null || prototype === Object.prototype ? specialNames(value as { [name: string]: unknown }, depth + 1) : null;
  }
  let found: NameHints | null = null;
  for (const item of value.slice(0, 3)) {
    const names = namesInside(item, depth);
    if (names) found = Object.assign(found ?? {}, names);
  }
  return found;
}
