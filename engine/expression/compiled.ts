import type { Code, CompileOptions } from './code/code.ts';
import { compileAst } from './code/compile.ts';
import { rootScope, type StaticScope } from './code/scope.ts';
import { GenerationCache } from './generation-cache.ts';
import { type NameHints, namesFor, wordsOf } from './syntax/names.ts';
import { type ParseFailure, parse, type Root } from './syntax/parse.ts';

export type Compiled = { ok: true; code: Code } | ParseFailure;

const caches: Record<Root, GenerationCache<Compiled>> = { Expression: new GenerationCache(2_000), UnaryTests: new GenerationCache(2_000) };

const wordsByText = new GenerationCache<{ list: string[] | null }>(4_000);

/** Compiles an expression or a cell, or takes it from the cache. `scope` matters only for names of several parts. */
export function compiled(text: string, root: Root, scope: { [name: string]: unknown }): Compiled {
  let words = wordsByText.get(text);
  if (words === undefined) {
    words = { list: wordsOf(text) };
    wordsByText.set(text, words);
  }
  const hints = words.list === null ? null : namesFor(words.list, scope);
  const key = hints ? `${text}\u0000${JSON.stringify(hints)}` : text;
  const cache = caches[root];
  const known = cache.get(key);
  if (known) return known;
  const result = compileText(text, root, hints, rootScope, {});
  cache.set(key, result);
  return result;
}

/** Compiles in a scope that is known beforehand, as decisions do. Empty and `-` are cells that always hold. */
export function compileText(text: string, root: Root, hints: NameHints | null, scope: StaticScope, options: CompileOptions): Compiled {
  if (root === 'UnaryTests' && /^\s*-?\s*$/.test(text)) return { ok: true, code: () => true };
  const parsed = parse(text, root, hints);
  return parsed.ok ? { ok: true, code: compileAst(parsed.ast, scope, options) } : parsed;
}
