import { type Ast, childrenOf } from '../syntax/ast.ts';
import { contains, equal, isIn } from '../values/compare.ts';
import { FeelRange, type UnaryOperator } from '../values/feel-range.ts';
import type { Code } from './code.ts';
import type { Inner } from './compile.ts';
import { bind, type StaticScope } from './scope.ts';

/** `< 5` as a value. */
export function unaryCode(operator: UnaryOperator, operand: Code): Code {
  return (run, env) => FeelRange.ofUnary(operator, operand(run, env) ?? null);
}

/** `value in (test, test)`: true when one holds. */
export function inCode(node: Extract<Ast, { kind: 'in' }>, scope: StaticScope, inner: Inner): Code {
  const value = inner(node.value);
  const within = bind('?', scope);
  const tests = node.tests.map((test) => testCode(test, within, inner));
  return (run, env) => {
    const tested = value(run, env) ?? null;
    const outer = { v: tested, up: env };
    let open = 0;
    for (const test of tests) {
      const holds = test(run, outer, tested);
      if (holds === true) return true;
      if (holds === null) open++;
    }
    return open === tests.length ? null : false;
  };
}

type Test = (run: Parameters<Code>[0], env: Parameters<Code>[1], tested: unknown) => boolean | null;

function testCode(test: Ast, scope: StaticScope, inner: Inner): Test {
  const code = inner(test, scope);
  const asks = mentionsInput(test);
  return (run, env, tested) => {
    const against = code(run, env) ?? null;
    if (asks) return typeof against === 'boolean' ? against : null;
    return isIn(tested, against, run);
  };
}

/** A cell of a table. Always true or false: what cannot be told does not hold. */
export function cellCode(node: Extract<Ast, { kind: 'cell' }>, scope: StaticScope, inner: Inner): Code {
  const within = bind('?', scope);
  const tests = node.tests.map((test) => cellTest(test, within, inner));
  if (tests.length === 0) return () => true;
  const { negated } = node;
  // The input is bound by whoever runs the cell, as the innermost value.
  return (run, env) => tests.some((test) => test(run, env, env.v)) !== negated;
}

/** DMN 1.5, 7.3.3: a test with `?` is its own truth; without, the input must equal the value or lie in it. */
function cellTest(test: Ast, scope: StaticScope, inner: Inner): Test {
  const code = inner(test, scope);
  const asks = mentionsInput(test);
  return (run, env, tested) => {
    const value = code(run, env) ?? null;
    if (value instanceof FeelRange && !(tested instanceof FeelRange)) return contains(value, tested) === true;
    if (typeof value === 'boolean' && (asks || typeof tested !== 'boolean')) return value;
    if (value === null) return !asks && tested === null;
    return Array.isArray(tested) && !Array.isArray(value) ? equal(tested, value, run) === true : isIn(tested, value, run) === true;
  };
}

export function mentionsInput(node: Ast): boolean {
  if (node.kind === 'name') return node.name === '?';
  return childrenOf(node).some(mentionsInput);
}
