import { Stop } from '../run/failure.ts';
import type { Run } from '../run/run.ts';
import type { Ast } from '../syntax/ast.ts';
import { normalName } from '../values/context.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { kindName } from '../values/kind.ts';
import type { Code, Env } from './code.ts';
import type { Inner } from './compile.ts';
import { functionCode, type StaticScope } from './scope.ts';

export function callCode(node: Extract<Ast, { kind: 'call' }>, scope: StaticScope, inner: Inner): Code {
  const target = targetCode(node.target, scope, inner);
  const args = node.arguments.map((each) => inner(each));
  const { at } = node;
  return (run, env) => {
    const called = target(run, env);
    const values: unknown[] = new Array(args.length);
    for (let i = 0; i < args.length; i++) values[i] = (args[i] as Code)(run, env) ?? null;
    return call(run, called, values, at);
  };
}

export function namedCallCode(node: Extract<Ast, { kind: 'callByName' }>, scope: StaticScope, inner: Inner): Code {
  const target = targetCode(node.target, scope, inner);
  const args = node.arguments.map(({ name, value }): [string, Code] => [name, inner(value)]);
  const { at } = node;
  return (run, env) => callByName(run, target(run, env), new Map(args.map(([name, code]) => [name, code(run, env) ?? null])), at);
}

function targetCode(target: Ast, scope: StaticScope, inner: Inner): (run: Run, env: Env) => FeelFunction {
  if (target.kind === 'name') {
    const find = functionCode(target.name, scope, target.at);
    return (_run, env) => find(env);
  }
  const code = inner(target);
  const named = target.kind === 'path' ? `"${target.name}"` : 'What is called';
  return (run, env) => {
    const value = code(run, env);
    if (value instanceof FeelFunction) return value;
    throw new Stop('unknownFunction', `${named} is ${kindName(value)}, not a function.`, target.at);
  };
}

/** Calls a function by position. A wrong number of arguments gives null. */
export function call(run: Run, called: FeelFunction, args: unknown[], at: number): unknown {
  if (called.invokeFreely) return called.invokeFreely(run, args, at) ?? null;
  const { parameters } = called;
  if (args.length !== parameters.length) return run.warn(`The function takes ${parameters.length} arguments, not ${args.length}.`, at);
  return called.invoke(run, args, at) ?? null;
}

/** The same by the parameters' names; all must be named. */
export function callByName(run: Run, called: FeelFunction, args: Map<string, unknown>, at: number): unknown {
  if (called.invokeFreely) return called.invokeFreely(run, args, at) ?? null;
  const names = called.parameters.map(({ name }) => normalName(name));
  const given = new Map([...args].map(([name, value]) => [normalName(name), value]));
  const strange = [...given.keys()].find((name) => !names.includes(name));
  if (strange !== undefined) return run.warn(`The function has no parameter "${strange}".`, at);
  const missing = names.find((name) => !given.has(name));
  if (missing !== undefined) return run.warn(`The parameter "${missing}" is missing.`, at);
  return called.invoke(
    run,
    names.map((name) => given.get(name) ?? null),
    at,
  );
}
