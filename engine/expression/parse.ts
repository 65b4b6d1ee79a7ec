import { parseExpression, parseUnaryTests } from 'feelin';
import { normalizeContextKey } from 'lezer-feel';
import { limits } from './limits.ts';
import type { Scope } from './types.ts';

export type SyntaxNode = ReturnType<typeof parseExpression>['topNode'];
export type ParseContext = { [name: string]: ParseContext | true };

export type ParseResult =
  | { ok: true; root: SyntaxNode /** The text with its comments blanked: same offsets. */; text: string }
  | { ok: false; code: 'syntax' | 'tooComplex'; message: string; offset: number };

/**
 * Parses FEEL. `context` holds names that FEEL would otherwise read as something else (`first-name`, `date of birth`):
 * the grammar depends on the names in scope (DMN 1.5, 10.3.1.4).
 */
export function parse(text: string, kind: 'expression' | 'unaryTests', context: ParseContext = {}): ParseResult {
  if (text.length > limits.text) {
    return { ok: false, code: 'tooComplex', message: `The expression is longer than ${limits.text} characters.`, offset: limits.text };
  }
  const parser = kind === 'expression' ? parseExpression : parseUnaryTests;
  try {
    const root = parser(text, context, undefined).topNode;
    const comments: [number, number][] = [];
    const error = inspect(root, comments);
    if (error)
      return error.tooDeep ? tooDeep(error.at) : { ok: false, code: 'syntax', message: describe(text, error.at), offset: error.at };
    if (comments.length === 0) return { ok: true, root, text };
    let blank = text;
    for (const [from, to] of comments) blank = blank.slice(0, from) + ' '.repeat(to - from) + blank.slice(to);
    return { ok: true, root: parser(blank, context, undefined).topNode, text: blank };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(0);
    throw error;
  }
}

function tooDeep(offset: number): ParseResult {
  return { ok: false, code: 'tooComplex', message: `The expression is nested deeper than ${limits.depth} levels.`, offset };
}

function describe(text: string, offset: number): string {
  const rest = text.slice(offset).trimStart();
  if (rest === '') return 'The expression ends too early.';
  const word = /^([\p{L}\p{N}_]+|.)/u.exec(rest)?.[0] ?? rest.slice(0, 1);
  return `Not understood from "${word}" on (character ${offset + 1}).`;
}

/** Finds the first error node, comments, and too deep nesting, without recursion. */
function inspect(root: SyntaxNode, comments: [number, number][]): { at: number; tooDeep: boolean } | null {
  const cursor = root.cursor();
  let depth = 0;
  for (;;) {
    if (cursor.type.isError) return { at: cursor.from, tooDeep: false };
    if (cursor.name === 'LineComment' || cursor.name === 'BlockComment') comments.push([cursor.from, cursor.to]);
    if (cursor.firstChild()) {
      depth++;
      if (depth > limits.depth) return { at: cursor.from, tooDeep: true };
      continue;
    }
    while (!cursor.nextSibling()) {
      if (!cursor.parent()) return null;
      depth--;
    }
  }
}

const plainKey = /^[\p{L}_$][\p{L}\p{N}_$]*$/u;
const knownPlain = new Map<string, boolean>();

function isPlain(key: string): boolean {
  let plain = knownPlain.get(key);
  if (plain === undefined) {
    plain = plainKey.test(key);
    if (knownPlain.size > 20_000) knownPlain.clear();
    knownPlain.set(key, plain);
  }
  return plain;
}

/** Without an operator or two words side by side, no name of several parts can stand in the text. */
const severalParts = /[-+*/'&#]|[\p{L}\p{N}_]\s+[\p{L}]/u;

export function mayHoldSpecialNames(text: string): boolean {
  return severalParts.test(text);
}

/** Names of the scope, and of its contexts one level down, that are no plain identifiers. Null when there are none. */
export function specialNames(scope: Scope): ParseContext | null {
  let found: ParseContext | null = null;
  for (const key in scope) {
    const special = isPlain(key) ? null : (true as const);
    let nested: ParseContext | null = null;
    const value = scope[key];
    if (value !== null && typeof value === 'object' && !Array.isArray(value)) {
      for (const inner in value) {
        if (isPlain(inner) || inner === '__proto__') continue;
        nested ??= {};
        nested[inner] = true;
      }
    }
    if ((special || nested) && key !== '__proto__') {
      found ??= {};
      found[key] = nested ?? true;
    }
  }
  return found;
}

/** The scope's key that a name of the text means, however its spaces are written. */
export function findKey(scope: Scope, name: string): string | undefined {
  if (Object.hasOwn(scope, name)) return name;
  if (isPlain(name)) return undefined;
  const wanted = normalizeContextKey(name);
  return Object.keys(scope).find((key) => normalizeContextKey(key) === wanted);
}
