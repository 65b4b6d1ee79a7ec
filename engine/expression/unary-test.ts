import { evaluate } from 'feelin';
import { type Compiled, type CompileFailure, compileNode, type RunWarning } from './compile.ts';
import { GenerationCache } from './generation-cache.ts';
import { mayHoldSpecialNames, type ParseContext, parse, type SyntaxNode, specialNames } from './parse.ts';
import type { Scope } from './types.ts';

export interface CompiledUnaryTest {
  names: string[];
  test(input: unknown, valuesOf: (names: string[]) => unknown[]): { value: boolean; warnings: RunWarning[] };
}

/** One of the tests of a cell, as `"a", "b"` holds two. */
interface Part {
  compiled: Compiled;
  /** `< 5`, `[1..3]`: true or false by itself. Others give a value the input is compared with, or a truth. */
  comparing: boolean;
}

const cache = new GenerationCache<CompiledUnaryTest | CompileFailure>(2_000);

/** Compiles a cell. Empty and `-` are always true. */
export function compileUnaryTest(text: string, scope: Scope): CompiledUnaryTest | CompileFailure {
  const context = mayHoldSpecialNames(text) ? specialNames(scope) : null;
  const key = context ? `${text}\u0000${JSON.stringify(context)}` : text;
  const known = cache.get(key);
  if (known) return known;
  const compiled = compileCell(text, context ?? {});
  cache.set(key, compiled);
  return compiled;
}

const always: CompiledUnaryTest = { names: [], test: () => ({ value: true, warnings: [] }) };

function compileCell(text: string, context: ParseContext): CompiledUnaryTest | CompileFailure {
  if (text.trim() === '' || text.trim() === '-') return always;
  const parsed = parse(text, 'unaryTests', context);
  if (!parsed.ok) return parsed;
  const parts: Part[] = [];
  for (const node of testNodes(parsed.root)) {
    const only = node.firstChild ?? node;
    const comparing = only.name === 'SimplePositiveUnaryTest';
    const compiled = compileNode(only, parsed.text, context, comparing ? (code) => `? in (${code})` : undefined);
    if (!('run' in compiled)) return compiled;
    parts.push({ compiled, comparing });
  }
  const negated = parsed.root.firstChild?.name === 'not';
  return {
    names: [...new Set(parts.flatMap(({ compiled }) => compiled.names))],
    test(input, valuesOf) {
      const warnings: RunWarning[] = [];
      let value = false;
      for (const { compiled, comparing } of parts) {
        const run = compiled.run(valuesOf(compiled.names), input);
        warnings.push(...run.warnings);
        value = comparing ? run.value === true : holds(run.value, input, compiled.translation.usesInput);
        if (value) break;
      }
      return { value: value !== negated, warnings };
    },
  };
}

function testNodes(root: SyntaxNode): SyntaxNode[] {
  const found: SyntaxNode[] = [];
  const visit = (node: SyntaxNode): void => {
    for (let child = node.firstChild; child; child = child.nextSibling) {
      if (child.name === 'PositiveUnaryTest') found.push(child);
      else if (child.name === 'PositiveUnaryTests') visit(child);
    }
  };
  visit(root);
  return found;
}

const { value: membership } = evaluate('function(a, b) a in b') as { value: { fn: (a: unknown, b: unknown) => unknown } };

/** DMN 1.5, 7.3.3: a test with `?` is its own truth; without, the input must equal the value or lie in it. */
function holds(value: unknown, input: unknown, usesInput: boolean): boolean {
  if (typeof value === 'boolean' && (usesInput || typeof input !== 'boolean')) return value;
  if (value === null || value === undefined) return !usesInput && (input === null || input === undefined);
  return membership.fn(input, value) === true;
}
