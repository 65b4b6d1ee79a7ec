import type { Run } from '../run/run.ts';
import { normalName } from '../values/context.ts';
import { FeelFunction } from '../values/feel-function.ts';
import { type Kind, kindName, kindOf } from '../values/kind.ts';

/*
 * A function of FEEL is written as it is in the standard: `substring(string: string, start position: number, length?: number)`. What
 * stands after the colon are kinds, `|` between several; `?` marks what may be left out or null; `...` before the last name takes all
 * that follows. From this line come the check of the arguments, calls by name, the messages, and what checks before publishing know.
 */

export interface Signature {
  name: string;
  parameters: { name: string; kinds: (Kind | 'any')[]; optional: boolean }[];
  /** The last parameter is a list of all that follow. */
  variadic: boolean;
  text: string;
  /** Kind of the result, where there is one. */
  result: Kind | 'any';
}

/** Gets one value per parameter; an optional one that is not given is undefined. */
export type Body = (run: Run, ...args: never[]) => unknown;

export interface Overload {
  signature: Signature;
  body: Body;
}

const shorthands: { [word: string]: Kind[] } = {
  dateTime: ['date and time'],
  ymd: ['years and months duration'],
  dtd: ['days and time duration'],
  duration: ['years and months duration', 'days and time duration'],
};

export function overload(text: string, body: Body): Overload {
  const match = /^(.+?)\((.*)\)(?: -> (\S+))?$/.exec(text);
  if (!match) throw new Error(`not a signature: ${text}`);
  const [, name = '', list = '', result = 'any'] = match;
  const written = list === '' ? [] : list.split(', ');
  const parameters = written.map((parameter) => {
    const [label = '', kinds = 'any'] = parameter.split(': ');
    return { name: label.replace(/^\.\.\.|\?$/g, ''), optional: label.endsWith('?'), kinds: kinds.split('|').flatMap(kindsOf) };
  });
  const [kind = 'any'] = kindsOf(result);
  return { signature: { name, parameters, variadic: list.includes('...'), text: text.replace(/ -> \S+$/, ''), result: kind }, body };
}

function kindsOf(word: string): (Kind | 'any')[] {
  return shorthands[word] ?? [word as Kind | 'any'];
}

/** A function of FEEL with its forms: the first that takes the arguments is called. None: null, and a warning. */
export function builtIn(overloads: Overload[]): FeelFunction {
  const parameters = (overloads[0]?.signature.parameters ?? []).map(({ name }) => ({ name }));
  const freely = (run: Run, args: unknown[] | Map<string, unknown>, at: number): unknown => {
    for (const { signature, body } of overloads) {
      const values = Array.isArray(args) ? byPosition(signature, args) : byName(signature, args);
      if (values !== null) {
        run.charge(weight(values));
        return settle(run, body(run, ...(values as never[])), signature.name, at);
      }
    }
    return run.warn(`${forms(overloads)} cannot take ${given(args)}.`, at);
  };
  return new FeelFunction(parameters, (run, args, at) => freely(run, args, at), undefined, freely);
}

/** A function that has no result says why. */
export class Refused {
  readonly why: string;

  constructor(why: string) {
    this.why = why;
  }
}

/** Long texts are gone through: their length counts. */
function weight(values: unknown[]): number {
  let steps = 0;
  for (const value of values) if (typeof value === 'string') steps += value.length >> 9;
  return steps;
}

function settle(run: Run, result: unknown, name: string, at: number): unknown {
  if (result instanceof Refused) return run.warn(`${name}(): ${result.why}.`, at);
  if (typeof result === 'string') run.chargeText(result.length);
  else if (Array.isArray(result)) run.charge(result.length);
  return result ?? null;
}

function byPosition({ parameters, variadic }: Signature, args: unknown[]): unknown[] | null {
  if (variadic) return [args];
  if (args.length > parameters.length) return null;
  return fitted(
    parameters,
    (index) => args[index],
    (index) => index < args.length,
  );
}

function byName({ parameters, variadic }: Signature, args: Map<string, unknown>): unknown[] | null {
  if (variadic) return null;
  const named = new Map([...args].map(([name, value]) => [normalName(name), value]));
  for (const name of named.keys()) if (!parameters.some((parameter) => parameter.name === name)) return null;
  return fitted(
    parameters,
    (index) => named.get(parameters[index]?.name ?? ''),
    (index) => named.has(parameters[index]?.name ?? ''),
  );
}

function fitted(
  parameters: Signature['parameters'],
  valueAt: (index: number) => unknown,
  isGiven: (index: number) => boolean,
): unknown[] | null {
  const values: unknown[] = [];
  for (let i = 0; i < parameters.length; i++) {
    const { kinds, optional } = parameters[i] as Signature['parameters'][number];
    const value = valueAt(i);
    if (!isGiven(i) || (optional && value === null && kinds.includes('null'))) {
      if (!optional) return null;
      values.push(undefined);
      continue;
    }
    const fit = fitting(value, kinds);
    if (fit === undefined) return null;
    values.push(fit);
  }
  return values;
}

/** The value as one of the kinds: a list of one is its element, and the other way round. Undefined: it is none of them. */
function fitting(value: unknown, kinds: (Kind | 'any')[]): unknown {
  if (kinds[0] === 'any') return value;
  const kind = kindOf(value);
  if (kinds.includes(kind)) return value;
  if (kind === 'null') return undefined;
  if (kinds.includes('list')) return [value];
  if (kind === 'list' && (value as unknown[]).length === 1) return fitting((value as unknown[])[0], kinds);
  return undefined;
}

function forms(overloads: Overload[]): string {
  return overloads.map(({ signature }) => signature.text).join(' or ');
}

function given(args: unknown[] | Map<string, unknown>): string {
  const parts = Array.isArray(args) ? args.map(kindName) : [...args].map(([name, value]) => `${name}: ${kindName(value)}`);
  return parts.length === 0 ? 'nothing' : parts.join(', ');
}
