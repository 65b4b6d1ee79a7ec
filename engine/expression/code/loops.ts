import type { Run } from '../run/run.ts';
import { type Ast, childrenOf, sizeOf } from '../syntax/ast.ts';
import { FeelDate } from '../values/feel-date.ts';
import { FeelRange } from '../values/feel-range.ts';
import { kindName } from '../values/kind.ts';
import { calculate, compareNumbers, isNumber, truncated } from '../values/number.ts';
import type { Code, Env } from './code.ts';
import type { Inner } from './compile.ts';
import { bind, type StaticScope } from './scope.ts';

/** `from..to`: every whole step, downwards too; days between dates. Charged before it is made. */
export function stepsCode(from: Code, to: Code, at: number): Code {
  return (run, env) => {
    const [a, b] = [from(run, env), to(run, env)];
    return steps(run, a, b) ?? run.warn(`A loop runs between two numbers or two dates, not from ${kindName(a)} to ${kindName(b)}.`, at);
  };
}

function steps(run: Run, a: unknown, b: unknown): unknown[] | null {
  if (a instanceof FeelDate && b instanceof FeelDate) {
    const [first, count] = [a.number, Math.abs(b.number - a.number) + 1];
    run.charge(count);
    const step = b.number < first ? -1 : 1;
    return Array.from({ length: count }, (_, index) => FeelDate.ofNumber(first + index * step));
  }
  if (!isNumber(a) || !isNumber(b)) return null;
  const down = compareNumbers(a, b) > 0;
  const size = Math.abs(truncated(calculate('-', b, a) ?? Number.POSITIVE_INFINITY)) + 1;
  run.charge(Number.isFinite(size) ? size : Number.MAX_SAFE_INTEGER);
  return Array.from({ length: size }, (_, index) => calculate(down ? '-' : '+', a, index));
}

/** What a loop goes through: a list, the whole numbers or days of a range, or a single value as a list of one. Null: nothing. */
export function elements(run: Run, source: unknown): unknown[] | null {
  if (Array.isArray(source)) return source;
  if (source === null || source === undefined) return null;
  if (!(source instanceof FeelRange)) return [source];
  const { low, high, lowIncluded, highIncluded } = source;
  const first = bound(low);
  const last = bound(high);
  if (first === null || last === null || first > last || low instanceof FeelDate !== high instanceof FeelDate) return null;
  const list = steps(run, low, high);
  return list === null ? null : list.slice(lowIncluded ? 0 : 1, highIncluded ? undefined : -1);
}

function bound(end: unknown): number | null {
  if (end instanceof FeelDate) return end.number;
  return typeof end === 'number' && Number.isSafeInteger(end) ? end : null;
}

type Loop = Extract<Ast, { kind: 'for' | 'some' | 'every' }>;

interface Iteration {
  sources: Code[];
  ats: number[];
  cost: number;
  body: Code;
}

function iteration(node: Loop, scope: StaticScope, inner: Inner): Iteration {
  const sources: Code[] = [];
  let within = scope;
  for (const { name, source } of node.iterators) {
    sources.push(inner(source, within));
    within = bind(name, within);
  }
  return { sources, ats: node.iterators.map(({ at }) => at), cost: 1 + (sizeOf(node.body).nodes >> 4), body: inner(node.body, within) };
}

/** Runs the body for each combination; it ends the loop by giving true. Null: a source is nothing to go through. */
function through({ sources, ats, cost }: Iteration, run: Run, env: Env, body: (env: Env) => boolean): null | boolean {
  const level = (index: number, at: Env): null | boolean => {
    if (index === sources.length) return body(at);
    const source = (sources[index] as Code)(run, at);
    const list = elements(run, source);
    if (list === null) return source === null ? null : run.warn(`Cannot loop over ${kindName(source)}.`, ats[index]);
    run.charge(index === sources.length - 1 ? list.length * cost : list.length);
    for (const item of list) {
      const ended = level(index + 1, { v: item ?? null, up: at });
      if (ended !== false) return ended;
    }
    return false;
  };
  return level(0, env);
}

/** `partial` is the list of the results so far. */
export function forCode(node: Extract<Ast, { kind: 'for' }>, scope: StaticScope, inner: Inner): Code {
  const partial = mentions(node.body, 'partial') || node.iterators.some(({ source }) => mentions(source, 'partial'));
  const loop = iteration(node, partial ? bind('partial', scope) : scope, inner);
  return (run, env) => {
    const results: unknown[] = [];
    const soFar: Env = { v: [], up: env };
    const done = through(loop, run, partial ? soFar : env, (at) => {
      if (partial) {
        run.charge(results.length >> 3);
        // Copied: what the body keeps of it must not grow with it.
        soFar.v = results.slice();
      }
      results.push(loop.body(run, at) ?? null);
      return false;
    });
    return done === null ? null : results;
  };
}

export function quantifiedCode(node: Extract<Ast, { kind: 'some' | 'every' }>, scope: StaticScope, inner: Inner): Code {
  const loop = iteration(node, scope, inner);
  const deciding = node.kind === 'some';
  return (run, env) => {
    let open = false;
    let strange: unknown = null;
    const done = through(loop, run, env, (at) => {
      const value = loop.body(run, at);
      if (typeof value === 'boolean') return value === deciding;
      if (value !== null && value !== undefined) strange = value;
      open = true;
      return strange !== null;
    });
    if (done === null) return null;
    if (strange !== null) return run.warn(`What "${node.kind}" tests gives ${kindName(strange)}, not true or false.`, node.body.at);
    return done ? deciding : open ? null : !deciding;
  };
}

function mentions(node: Ast, name: string): boolean {
  return node.kind === 'name' ? node.name === name : childrenOf(node).some((child) => mentions(child, name));
}
