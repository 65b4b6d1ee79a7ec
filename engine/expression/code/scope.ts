import { builtInFunction } from '../builtins/index.ts';
import { Stop } from '../run/failure.ts';
import type { NameHints } from '../syntax/names.ts';
import { entryOf, isContext, isPlainName, normalName } from '../values/context.ts';
import { FeelFunction } from '../values/feel-function.ts';
import type { Code, Env } from './code.ts';

export type NamesRecord = { [name: string]: unknown };

/** What is bound around an expression, as far as it is known when it is compiled; each link is one `Env` when it runs. */
export type StaticScope =
  | { kind: 'root'; up: null }
  /** `hints`: what the value holds under names of more than one word. */
  | { kind: 'bound'; name: string; hints?: NameHints | null; up: StaticScope }
  /** The element of a filter: its entries are names. */
  | { kind: 'item'; up: StaticScope };

export const rootScope: StaticScope = { kind: 'root', up: null };

export function bind(name: string, up: StaticScope, hints?: NameHints | null): StaticScope {
  return { kind: 'bound', name: canonical(name), hints, up };
}

/** The names of more than one word that are bound in a scope, over those that are known beside it. */
export function hintsIn(scope: StaticScope, outer: NameHints | null): NameHints | null {
  let found: NameHints | null = null;
  for (let at: StaticScope | null = scope; at; at = at.up) {
    if (at.kind !== 'bound' || (!at.hints && isPlainName(at.name)) || at.name === '__proto__') continue;
    found ??= {};
    found[at.name] ??= at.hints ?? true;
  }
  return found ? { ...outer, ...found } : outer;
}

function canonical(name: string): string {
  return isPlainName(name) ? name : normalName(name);
}

/** Where a name can be found, innermost first; -1 stands for the scope's record. */
interface Place {
  hops: number;
  kind: 'root' | 'bound' | 'item';
}

function placesOf(name: string, scope: StaticScope): Place[] {
  const wanted = canonical(name);
  const places: Place[] = [];
  let hops = 0;
  for (let at: StaticScope | null = scope; at; at = at.up) {
    if (at.kind !== 'bound' || at.name === wanted) places.push({ hops, kind: at.kind });
    if (at.kind === 'bound' && at.name === wanted) return places;
    hops++;
  }
  return places;
}

function hop(env: Env, hops: number): unknown {
  let at = env;
  for (let i = 0; i < hops; i++) at = at.up as Env;
  return at.v;
}

/** The value of a name. One that nothing knows ends the evaluation; inside a filter it is null, as elements may lack it. */
export function nameCode(name: string, scope: StaticScope, at: number): Code {
  const places = placesOf(name, scope);
  const [first] = places;
  if (first?.kind === 'bound') return boundCode(first.hops);
  const builtIn = builtInFunction(name);
  const soft = places.some(({ kind }) => kind === 'item');
  if (places.length === 1 && first?.kind === 'root') {
    const { hops } = first;
    return (_run, env) => {
      const value = entryOf(hop(env, hops) as NamesRecord, name);
      if (value !== undefined) return value;
      if (builtIn) return builtIn;
      throw unknownName(name, at);
    };
  }
  return (_run, env) => {
    for (const { hops, kind } of places) {
      const holder = hop(env, hops);
      if (kind === 'bound') return holder;
      if (kind === 'item') {
        const own = isContext(holder) ? entryOf(holder, name) : undefined;
        if (own !== undefined) return own;
        if (name === 'item') return holder;
        continue;
      }
      const value = entryOf(holder as NamesRecord, name);
      if (value !== undefined) return value;
    }
    if (builtIn) return builtIn;
    if (soft) return null;
    throw unknownName(name, at);
  };
}

function unknownName(name: string, at: number): Stop {
  return new Stop('unknownName', `Variable '${name}' not found.`, at);
}

function boundCode(hops: number): Code {
  if (hops === 0) return (_run, env) => env.v;
  if (hops === 1) return (_run, env) => (env.up as Env).v;
  if (hops === 2) return (_run, env) => ((env.up as Env).up as Env).v;
  return (_run, env) => hop(env, hops);
}

/**
 * The function a name calls. A name that holds something else does not hide a function further out: with a field `count` in scope,
 * `count(list)` counts.
 */
export function functionCode(name: string, scope: StaticScope, at: number): (env: Env) => FeelFunction {
  const places = placesOf(name, scope);
  const builtIn = builtInFunction(name);
  return (env) => {
    for (const { hops, kind } of places) {
      const holder = hop(env, hops);
      const value = kind === 'bound' ? holder : isContext(holder) ? entryOf(holder, name) : undefined;
      if (value instanceof FeelFunction) return value;
    }
    if (builtIn) return builtIn;
    throw new Stop('unknownFunction', `There is no function "${name}".`, at);
  };
}
