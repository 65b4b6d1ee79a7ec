import { evaluate } from 'feelin';
import { aliases } from './builtins.ts';
import { GenerationCache } from './generation-cache.ts';
import { mayHoldSpecialNames, type ParseContext, parse, type SyntaxNode, specialNames } from './parse.ts';
import { sourceOffset } from './source-writer.ts';
import { type Translation, translate } from './translate.ts';
import type { Evaluation, Scope } from './types.ts';

/** What feelin says of a run: a missing name, a wrong type, with its place in the text. */
export interface RunWarning {
  kind: string;
  message: string;
  offset: number;
  /** Inside a filter, where elements may lack a name. */
  soft: boolean;
}

/** An expression ready to run any number of times. */
export interface Compiled {
  names: string[];
  translation: Translation;
  /** Runs it; `inputs` gives the value of each of `names` (undefined = not in scope), `input` is `?`. */
  run(inputs: unknown[], input?: unknown): { value: unknown; warnings: RunWarning[] };
}

export type CompileFailure = Extract<Evaluation, { ok: false }>;

interface FeelWarning {
  type: string;
  message: string;
  position: { from: number; to: number };
}

const cache = new GenerationCache<Compiled | CompileFailure>(2_000);

/** Compiles an expression, or takes it from the cache. `scope` matters only for names of several parts. */
export function compile(text: string, scope: Scope): Compiled | CompileFailure {
  const context = mayHoldSpecialNames(text) ? specialNames(scope) : null;
  const key = context ? `${text}\u0000${JSON.stringify(context)}` : text;
  const known = cache.get(key);
  if (known) return known;
  const parsed = parse(text, 'expression', context ?? {});
  const compiled = parsed.ok ? compileNode(parsed.root, parsed.text, context ?? {}) : parsed;
  cache.set(key, compiled);
  return compiled;
}

/**
 * feelin parses on each evaluation (0.2 ms). Its function values keep the parsed tree, and read the names around them from
 * the object given at their definition: so the expression is defined once as a function, and that object is filled anew
 * for every run (1 microsecond).
 */
export function compileNode(
  node: SyntaxNode,
  text: string,
  context: ParseContext,
  wrap = (code: string) => code,
): Compiled | CompileFailure {
  const translation = translate(node, text);
  const holder: Record<string, unknown> = Object.create({});
  for (const alias of translation.aliases) holder[alias] = aliases.get(alias);
  const prefix = 'function() (';
  const code = `${prefix}${wrap(translation.code)}\n)`;
  const shift = prefix.length + wrap('\u0000').indexOf('\u0000');
  const hints = { ...context };
  let defined: { value: unknown; warnings: FeelWarning[] };
  try {
    for (const name in hints) holder[name] = hints[name];
    defined = evaluate(code, holder) as typeof defined;
    for (const name in hints) delete holder[name];
  } catch (error) {
    return { ok: false, code: 'unsupported', message: `This part of FEEL is not supported: ${messageOf(error)}` };
  }
  const { fn } = defined.value as { fn: () => unknown };
  const feelWarnings = defined.warnings;
  const names = [...translation.names.keys()];
  return {
    names,
    translation,
    run(inputs, input) {
      names.forEach((name, index) => {
        holder[name] = inputs[index];
      });
      // Its mere presence changes how feelin reads `x in true`.
      if (input === undefined) delete holder['?'];
      else holder['?'] = input;
      // Warnings of a run around this one, should a function lead back here.
      const outer = feelWarnings.splice(0);
      const value = fn();
      const warnings = feelWarnings.length === 0 ? none : feelWarnings.map((warning) => place(warning, translation, shift));
      feelWarnings.length = 0;
      feelWarnings.push(...outer);
      return { value, warnings };
    },
  };
}

const none: RunWarning[] = [];

function place(warning: FeelWarning, translation: Translation, shift: number): RunWarning {
  const offset = sourceOffset(translation.places, warning.position.from - shift);
  const call = translation.unknownCalls.find((each) => each.offset === offset);
  if (call && warning.type === 'NO_VARIABLE_FOUND') {
    return { kind: 'NO_FUNCTION_FOUND', message: `There is no function "${call.name}"`, offset, soft: false };
  }
  const soft = translation.softRanges.some(([from, to]) => offset >= from && offset < to);
  return { kind: warning.type, message: warning.message, offset, soft };
}

export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
