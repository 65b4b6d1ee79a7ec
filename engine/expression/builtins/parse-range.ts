import { Run } from '../run/run.ts';
import type { Ast } from '../syntax/ast.ts';
import { parse } from '../syntax/parse.ts';
import { compare } from '../values/compare.ts';
import { FeelRange } from '../values/feel-range.ts';
import { parseTemporal } from '../values/parse-temporal.ts';
import { builtInFunction } from './index.ts';

/** `range("[1..3]")`: the ends are literals or constructors of literals, and the first is not behind the second. */
export function parseRange(text: string): FeelRange | null {
  const parsed = text.length > 500 ? null : parse(text.trim(), 'Expression');
  if (!parsed?.ok || parsed.ast.kind !== 'interval') return null;
  const { low, high, lowIncluded, highIncluded } = parsed.ast;
  const [from, to] = [constant(low), constant(high)];
  const order = compare(from, to);
  if (order === null || order > 0) return null;
  return new FeelRange(from, to, lowIncluded, highIncluded);
}

const constructors = new Set(['date', 'time', 'date and time', 'duration', 'number']);

function constant(ast: Ast): unknown {
  if (ast.kind === 'literal') return ast.value;
  if (ast.kind === 'at') return parseTemporal(ast.text);
  if (ast.kind !== 'call' || ast.target.kind !== 'name' || !constructors.has(ast.target.name)) return null;
  const values: unknown[] = [];
  for (const argument of ast.arguments) {
    if (argument.kind !== 'literal') return null;
    values.push(argument.value);
  }
  return builtInFunction(ast.target.name)?.invoke(new Run({ now: 0 }), values, 0) ?? null;
}
