import { callByName } from '../expression/code/calls.ts';
import type { Code, Env } from '../expression/code/code.ts';
import { elements } from '../expression/code/loops.ts';
import { bind, type StaticScope } from '../expression/code/scope.ts';
import { Stop } from '../expression/run/failure.ts';
import type { Run } from '../expression/run/run.ts';
import { coerce } from '../expression/types/coerce.ts';
import { type FeelType, typeText } from '../expression/types/feel-type.ts';
import { typeHints } from '../expression/types/type-hints.ts';
import { newContext } from '../expression/values/context.ts';
import { FeelFunction } from '../expression/values/feel-function.ts';
import { kindName } from '../expression/values/kind.ts';
import { isNumber } from '../expression/values/number.ts';
import type { ContextLogic, FilterLogic, FunctionLogic, InvocationLogic, IterationLogic, Logic } from './decision-model.ts';
import { type DecisionRuntime, placed } from './runtime.ts';

/** Levels that one boxed function counts for where functions call each other. */
const bodyDepth = 20;

/** A boxed expression as code. `where` names the decision in messages; `scope` is what is bound around it. */
export function logicCode(logic: Logic, where: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  const code = untyped(logic, where, scope, runtime);
  const { type } = logic;
  return type === undefined || type.kind === 'any' ? code : (run, env) => fitted(run, code(run, env), type, where, runtime);
}

function untyped(logic: Logic, where: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  const inner = (child: Logic, within = scope) => logicCode(child, where, within, runtime);
  switch (logic.kind) {
    case 'table': {
      const table = runtime.tableCode(logic, scope);
      return (run, env) => table(run, env).value;
    }
    case 'literal':
      return placed(where, runtime.text(logic.text, 'Expression', scope));
    case 'context':
      return contextCode(logic, where, scope, runtime);
    case 'list': {
      const items = logic.items.map((item) => inner(item));
      return (run, env) => {
        run.charge(items.length);
        return items.map((item) => item(run, env) ?? null);
      };
    }
    case 'invocation':
      return invocationCode(logic, where, scope, runtime);
    case 'function':
      return boxedFunction(logic, where, scope, runtime);
    case 'for':
    case 'some':
    case 'every':
      return iterationCode(logic, scope, inner);
    case 'filter':
      return filterCode(logic, scope, inner);
    case 'conditional': {
      const [condition, yes, no] = [inner(logic.condition), inner(logic.yes), inner(logic.no)];
      return (run, env) => (condition(run, env) === true ? yes(run, env) : no(run, env));
    }
  }
}

/** The value as its declared type; one of another type is null (DMN 1.5, 10.3.2.9.4). */
export function fitted(run: Run, value: unknown, type: FeelType, where: string, runtime: DecisionRuntime): unknown {
  const fit = coerce(value, type, runtime.allowed, run);
  return fit === undefined ? run.warn(`${where} gives ${kindName(value)} where ${typeText(type)} is declared.`) : fit;
}

function contextCode({ entries }: ContextLogic, where: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  let within = scope;
  const codes = entries.map(({ name, type, logic }) => {
    const code = logicCode(logic, where, within, runtime);
    if (name !== undefined) within = bind(name, within, typeHints(type));
    return { name, type, code };
  });
  return (run, env) => {
    const context = newContext();
    let at: Env = env;
    for (const { name, type, code } of codes) {
      const raw = code(run, at) ?? null;
      if (name === undefined) return raw;
      const value = type === undefined ? raw : fitted(run, raw, type, `${where}, entry "${name}"`, runtime);
      context[name] = value;
      at = { v: value, up: at };
    }
    return context;
  };
}

function invocationCode({ called, bindings }: InvocationLogic, where: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  const target = placed(where, runtime.text(called, 'Expression', scope));
  const args = bindings.map(({ name, logic }): [string, Code] => [name, logicCode(logic, where, scope, runtime)]);
  return placed(where, (run, env) => {
    const found = target(run, env);
    if (!(found instanceof FeelFunction)) throw new Stop('unknownFunction', `${called} is ${kindName(found)}, not a function.`);
    return callByName(run, found, new Map(args.map(([name, code]) => [name, code(run, env) ?? null])), 0);
  });
}

export function boxedFunction({ parameters, body }: FunctionLogic, where: string, scope: StaticScope, runtime: DecisionRuntime): Code {
  const within = parameters.reduce((outer, { name, type }) => bind(name, outer, typeHints(type)), scope);
  const code = logicCode(body, where, within, runtime);
  return (_run, env) =>
    new FeelFunction(parameters, (run, args) => {
      let inside: Env = env;
      for (const [index, { name, type }] of parameters.entries()) {
        const raw = args[index] ?? null;
        const value = type === undefined ? raw : fitted(run, raw, type, `${where}, parameter "${name}"`, runtime);
        inside = { v: value, up: inside };
      }
      run.charge(1);
      run.enter(bodyDepth);
      const result = code(run, inside) ?? null;
      run.leave(bodyDepth);
      return result;
    });
}

type Inner = (child: Logic, within?: StaticScope) => Code;

function iterationCode({ kind, variable, source, body }: IterationLogic, scope: StaticScope, inner: Inner): Code {
  const list = inner(source);
  const each = inner(body, bind(variable, scope));
  return (run, env) => {
    const items = elements(run, list(run, env));
    if (items === null) return null;
    run.charge(items.length * 2);
    const results = items.map((item) => each(run, { v: item ?? null, up: env }) ?? null);
    if (kind === 'for') return results;
    const deciding = kind === 'some';
    const strange = results.find((result) => result !== null && typeof result !== 'boolean');
    if (strange !== undefined) return run.warn(`What "${kind}" tests gives ${kindName(strange)}, not true or false.`);
    if (results.includes(deciding)) return deciding;
    return results.includes(null) ? null : !deciding;
  };
}

function filterCode({ source, condition }: FilterLogic, scope: StaticScope, inner: Inner): Code {
  const list = inner(source);
  const keeps = inner(condition, { kind: 'item', up: scope });
  return (run, env) => {
    const value = list(run, env);
    const items = Array.isArray(value) ? value : value === null || value === undefined ? [] : [value];
    run.charge(items.length * 2);
    run.soft++;
    const kept: unknown[] = [];
    for (const item of items) {
      const keep = keeps(run, { v: item ?? null, up: env });
      if (isNumber(keep)) {
        run.soft--;
        return items.at(Number(keep) > 0 ? Number(keep) - 1 : Number(keep)) ?? null;
      }
      if (keep === true) kept.push(item);
    }
    run.soft--;
    return kept;
  };
}
