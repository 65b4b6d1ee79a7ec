import { parser, trackVariables } from 'lezer-feel';
import { limits } from '../limits.ts';
import type { Ast } from './ast.ts';
import { Lowering, type SyntaxNode } from './lower.ts';
import type { NameHints } from './names.ts';
import { NotUnderstood } from './not-understood.ts';

export type ParseResult = { ok: true; ast: Ast } | ParseFailure;

export interface ParseFailure {
  ok: false;
  code: 'syntax' | 'tooComplex' | 'unsupported';
  message: string;
  /** Characters from the start of the text. */
  offset: number;
}

/** What is parsed: an expression, or a cell of a decision table. */
export type Root = 'Expression' | 'UnaryTests';

/** Parses FEEL with the names in scope. The text is limited: lezer-feel's time grows faster than it. Never throws. */
export function parse(text: string, root: Root, hints: NameHints | null = null): ParseResult {
  if (text.length > limits.text) {
    return {
      ok: false,
      code: 'tooComplex',
      message: `The expression is longer than ${limits.text} characters. Split it: name its parts as variables or decisions of their own.`,
      offset: limits.text,
    };
  }
  const first = attempt(text, root, hints, []);
  if (first.ok || first.code !== 'syntax') return first;
  // lezer-feel does not know `range<T>`: it is read as `list <T>`, which is as long, and taken for what it was.
  const ranges = [...text.matchAll(/\brange(?=\s*<)/g)].map(({ index }) => index);
  if (ranges.length === 0) return first;
  let replaced = text;
  for (const at of ranges) replaced = `${replaced.slice(0, at)}list ${replaced.slice(at + 5)}`;
  const second = attempt(replaced, root, hints, ranges);
  return second.ok ? second : first;
}

function attempt(text: string, root: Root, hints: NameHints | null, ranges: number[]): ParseResult {
  try {
    const tree = parser.configure({ top: root, contextTracker: trackVariables(hints ?? {}) }).parse(text).topNode;
    const error = firstError(tree);
    if (error !== null)
      return error.tooDeep ? tooDeep(error.at) : { ok: false, code: 'syntax', message: describe(text, error.at), offset: error.at };
    return { ok: true, ast: new Lowering(text, ranges).root(tree) };
  } catch (error) {
    if (error instanceof RangeError) return tooDeep(0);
    if (error instanceof NotUnderstood) return { ok: false, code: 'syntax', message: describe(text, error.at), offset: error.at };
    throw error;
  }
}

function tooDeep(offset: number): ParseFailure {
  return {
    ok: false,
    code: 'tooComplex',
    message: `The expression is nested deeper than ${limits.depth} levels. Split it into parts with names.`,
    offset,
  };
}

function describe(text: string, offset: number): string {
  const rest = text.slice(offset).trimStart();
  if (rest === '') return 'The expression ends too early.';
  const word = /^([\p{L}\p{N}_]+|.)/u.exec(rest)?.[0] ?? rest.slice(0, 1);
  return `Not understood from "${word}" on (character ${offset + 1}).`;
}

/** Finds the first error node and too deep nesting, without recursion. */
function firstError(root: SyntaxNode): { at: number; tooDeep: boolean } | null {
  const cursor = root.cursor();
  let depth = 0;
  for (;;) {
    if (cursor.type.isError) return { at: cursor.from, tooDeep: false };
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
