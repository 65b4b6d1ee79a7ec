import type { Counter } from '../values/compare.ts';
import { entryOf, isContext } from '../values/context.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { FeelRange } from '../values/feel-range.ts';
import { kindOf } from '../values/kind.ts';
import { any, type FeelType } from './feel-type.ts';

/** Whether a value lies in the allowed values of an item definition. */
export type AllowedCheck = (tests: string, value: unknown) => boolean;

/** Is the value of the type? `null` is of every type but asked for directly (`instance of`), of none. */
export function isOfType(value: unknown, type: FeelType, allowed: AllowedCheck, run: Counter | null = null): boolean {
  const missing = value === null || value === undefined;
  switch (type.kind) {
    case 'any':
      return true;
    case 'null':
      return missing;
    case 'list':
      return Array.isArray(value) && value.every((item) => inside(item, type.of, allowed, run));
    case 'range':
      return value instanceof FeelRange && inside(value.low, type.of, allowed, run) && inside(value.high, type.of, allowed, run);
    case 'context':
      return (
        isContext(value) &&
        type.entries.every(([name, entry]) => {
          const found = entryOf(value, name);
          return found !== undefined && inside(found, entry, allowed, run);
        })
      );
    case 'function':
      return value instanceof FeelFunction && functionConforms(value, type);
    case 'allowed':
      return isOfType(value, type.of, allowed, run) && allowed(type.tests, value);
    default:
      return kindOf(value) === type.kind;
  }
}

function inside(value: unknown, type: FeelType, allowed: AllowedCheck, run: Counter | null): boolean {
  run?.charge(1);
  return value === null || value === undefined || isOfType(value, type, allowed, run);
}

function functionConforms({ parameters, result }: FeelFunction, type: Extract<FeelType, { kind: 'function' }>): boolean {
  if (parameters.length !== type.parameters.length) return false;
  return (
    parameters.every((parameter, index) => conforms(type.parameters[index] ?? any, parameter.type ?? any)) &&
    (result === undefined || conforms(result, type.result))
  );
}

/** May a value of the one type stand where the other is asked (DMN 1.5, 10.3.2.9.2)? */
export function conforms(from: FeelType, to: FeelType): boolean {
  if (to.kind === 'any' || from.kind === 'null') return true;
  if (from.kind === 'allowed') return to === from || conforms(from.of, to);
  if (to.kind === 'allowed') return false;
  if ((from.kind === 'list' && to.kind === 'list') || (from.kind === 'range' && to.kind === 'range')) return conforms(from.of, to.of);
  if (from.kind === 'context' && to.kind === 'context') {
    const entries = new Map(from.entries);
    return to.entries.every(([name, type]) => {
      const own = entries.get(name);
      return own === undefined ? from.open === true : conforms(own, type);
    });
  }
  if (from.kind === 'function' && to.kind === 'function') {
    return (
      from.parameters.length === to.parameters.length &&
      from.parameters.every((parameter, index) => conforms(to.parameters[index] ?? any, parameter)) &&
      conforms(from.result, to.result)
    );
  }
  return from.kind === to.kind;
}
