import type { Run } from '../run/run.ts';
import { entryOf, type FeelContext, isContext, newContext } from '../values/context.ts';
import { overload, Refused } from './define.ts';

export const contextFunctions = [
  overload('get value(m: context, key: string) -> any', (_run, m: FeelContext, key: string) => entryOf(m, key) ?? null),
  overload('get value(context: context, keys: list) -> any', (_run, context: FeelContext, keys: unknown[]) => {
    let at: unknown = context;
    for (const key of keys) {
      if (!isContext(at) || typeof key !== 'string') return null;
      at = entryOf(at, key) ?? null;
    }
    return at;
  }),
  overload('get entries(m: context) -> list', (_run, m: FeelContext) => Object.entries(m).map(([key, value]) => ({ key, value }))),
  overload('context put(context: context, key: string, value: any) -> context', (run, context: FeelContext, key: string, value: unknown) =>
    put(run, context, [key], value),
  ),
  overload(
    'context put(context: context, keys: list, value: any) -> context',
    (run, context: FeelContext, keys: unknown[], value: unknown) => put(run, context, keys, value),
  ),
  overload('context merge(contexts: list) -> context', (run, contexts: unknown[]) => {
    const merged = newContext();
    for (const context of contexts) {
      if (!isContext(context)) return new Refused('the list holds something that is no context');
      run.charge(Object.keys(context).length);
      Object.assign(merged, context);
    }
    return merged;
  }),
];

/** The context with a value at the end of a way of keys; contexts that are missing on the way are made. */
function put(run: Run, context: FeelContext, [key, ...rest]: unknown[], value: unknown): FeelContext | Refused {
  if (typeof key !== 'string') return new Refused('the keys are texts, at least one');
  run.charge(1 + Object.keys(context).length);
  const copy = Object.assign(newContext(), context);
  if (rest.length === 0) copy[key] = value;
  else {
    const inner = entryOf(context, key) ?? newContext();
    if (!isContext(inner)) return new Refused(`"${key.slice(0, 40)}" is no context`);
    const changed = put(run, inner, rest, value);
    if (changed instanceof Refused) return changed;
    copy[key] = changed;
  }
  return copy;
}
