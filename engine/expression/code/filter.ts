import type { Run } from '../run/run.ts';
import { type Ast, sizeOf } from '../syntax/ast.ts';
import { entryOf, isContext } from '../values/context.ts';
import { FeelRange } from '../values/feel-range.ts';
import { kindName } from '../values/kind.ts';
import { isNumber } from '../values/number.ts';
import { propertyOf } from '../values/properties.ts';
import type { Code, Env } from './code.ts';
import type { Inner } from './compile.ts';
import { elements } from './loops.ts';
import type { StaticScope } from './scope.ts';

export function pathCode(target: Code, name: string, at: number): Code {
  const step = (run: Run, value: unknown): unknown => {
    if (isContext(value)) {
      const entry = entryOf(value, name);
      return entry === undefined ? run.warn(`The context has no "${name}".`, at) : entry;
    }
    if (value === null || value === undefined) return null;
    if (Array.isArray(value)) {
      run.charge(value.length);
      return value.map((item) => (Array.isArray(item) ? null : step(run, item)));
    }
    const property = propertyOf(value, name);
    return property === undefined ? run.warn(`${capital(kindName(value))} has no "${name}".`, at) : property;
  };
  return (run, env) => step(run, target(run, env));
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** `list[condition]` or `list[number]`; a single value is a list of one. */
export function filterCode(node: Extract<Ast, { kind: 'filter' }>, target: Code, scope: StaticScope, inner: Inner): Code {
  const condition = inner(node.condition, { kind: 'item', up: scope });
  const cost = 1 + (sizeOf(node.condition).nodes >> 4);
  const fixed = node.condition.kind === 'literal' && isNumber(node.condition.value);
  return (run, env) => {
    const value = target(run, env);
    const list = listOf(run, value);
    if (fixed) return at(run, list, condition(run, env), node.at);
    return filtered(run, list, condition, env, cost, node.at);
  };
}

function listOf(run: Run, value: unknown): unknown[] {
  if (Array.isArray(value)) return value;
  if (value instanceof FeelRange) return elements(run, value) ?? [value];
  return value === null || value === undefined ? [] : [value];
}

function filtered(run: Run, list: unknown[], condition: Code, env: Env, cost: number, offset: number): unknown {
  run.charge(list.length * cost + 1);
  const kept: unknown[] = [];
  run.soft++;
  const first = condition(run, { v: list.length === 0 ? null : (list[0] ?? null), up: env });
  if (isNumber(first)) {
    run.soft--;
    return at(run, list, first, offset);
  }
  for (let i = 0; i < list.length; i++) {
    const item = list[i] ?? null;
    if ((i === 0 ? first : condition(run, { v: item, up: env })) === true) kept.push(item);
  }
  run.soft--;
  return kept;
}

/** Counted from 1, or from the end with a minus. */
function at(run: Run, list: unknown[], index: unknown, offset: number): unknown {
  if (typeof index !== 'number' || !Number.isInteger(index) || index === 0 || Math.abs(index) > list.length)
    return run.warn(`The list of ${list.length} has no element ${isNumber(index) ? String(index) : kindName(index)}.`, offset);
  return (index > 0 ? list[index - 1] : list[list.length + index]) ?? null;
}
