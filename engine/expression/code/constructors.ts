import { type Ast, sizeOf } from '../syntax/ast.ts';
import { coerce } from '../types/coerce.ts';
import { typeText } from '../types/feel-type.ts';
import { newContext } from '../values/context.ts';
import { FeelFunction, type Parameter } from '../values/feel-function.ts';
import { kindName } from '../values/kind.ts';
import type { Code, CompileOptions, Env } from './code.ts';
import type { Inner } from './compile.ts';
import { resolveType } from './resolve-type.ts';
import { bind, type StaticScope } from './scope.ts';

export function listCode(items: Code[]): Code {
  return (run, env) => {
    run.charge(items.length);
    const list: unknown[] = new Array(items.length);
    for (let i = 0; i < items.length; i++) list[i] = (items[i] as Code)(run, env) ?? null;
    return list;
  };
}

/** Each entry sees those before it. */
export function contextCode(node: Extract<Ast, { kind: 'context' }>, scope: StaticScope, inner: Inner): Code {
  let within = scope;
  const entries: [string, Code][] = [];
  for (const { name, value } of node.entries) {
    entries.push([name, inner(value, within)]);
    within = bind(name, within);
  }
  const names = new Set(entries.map(([name]) => name));
  if (names.size < entries.length) return (run) => run.warn('Two entries of the context have the same name.', node.at);
  return (run, env) => {
    run.charge(1);
    const context = newContext();
    let at = env;
    for (const [name, code] of entries) {
      const value = code(run, at) ?? null;
      context[name] = value;
      at = { v: value, up: at };
    }
    return context;
  };
}

export function functionCodeOf(node: Extract<Ast, { kind: 'function' }>, scope: StaticScope, inner: Inner, options: CompileOptions): Code {
  if (node.external) return (run) => run.warn('External functions are not run here.', node.at);
  const parameters: Parameter[] = [];
  let within = scope;
  for (const { name, type } of node.parameters) {
    const resolved = type === undefined ? undefined : resolveType(type, options);
    if (typeof resolved === 'string') return (run) => run.warn(`There is no type "${resolved}".`, node.at);
    parameters.push({ name, type: resolved });
    within = bind(name, within);
  }
  const body = inner(node.body, within);
  const size = sizeOf(node.body);
  const cost = 1 + (size.nodes >> 4);
  const allowed = options.allowed ?? (() => true);
  const typed = parameters.some(({ type }) => type !== undefined);
  return (_run, env) =>
    new FeelFunction(parameters, (run, args, at) => {
      let inside: Env = env;
      for (let i = 0; i < parameters.length; i++) {
        let value = args[i] ?? null;
        const type = typed ? parameters[i]?.type : undefined;
        if (type !== undefined) {
          const fitted = coerce(value, type, allowed, run);
          if (fitted === undefined)
            return run.warn(`The parameter "${parameters[i]?.name}" is ${kindName(value)}, not ${typeText(type)}.`, at);
          value = fitted;
        }
        inside = { v: value, up: inside };
      }
      run.charge(cost);
      run.enter(size.depth);
      const result = body(run, inside) ?? null;
      run.leave(size.depth);
      return result;
    });
}
