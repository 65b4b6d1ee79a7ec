import { evaluate } from 'feelin';
import { cut } from '../text/cut.ts';
import { add, divide, multiply, negate, power, subtract, typeName } from './arithmetic.ts';
import { intervalFunctions } from './intervals.ts';
import { iterate, range } from './iteration.ts';
import { modulo, product, round, sum } from './numbers.ts';
import { compilePattern, replaceAll, splitBy } from './regex.ts';
import { charge, charged, session, warn } from './session.ts';
import { dateIn, instantToFeel, monthsBetween } from './temporal.ts';
import { toText } from './to-text.ts';

/** A function FEEL can call: `$args` names its parameters, for calls by name. */
type Builtin = ((...args: never[]) => unknown) & { $args: string[] };

/**
 * Calls are made under an alias, so that a variable of the same name (`count`) does not hide the function, and so that
 * ours can take the place of feelin's.
 */
export const aliasPrefix = 'ƒ';

export function aliasOf(name: string): string {
  return aliasPrefix + name.replaceAll(' ', '_');
}

/** feelin's own, used as they are; what they make is charged. */
const native =
  'date|time|duration|number|not|substring|string length|upper case|lower case|substring before|substring after|contains|starts with|ends with|string join|list contains|list replace|count|min|max|all|any|sublist|append|concatenate|insert before|remove|reverse|index of|union|distinct values|flatten|stddev|mode|abs|sqrt|log|exp|odd|even|is|day of year|day of week|month of year|week of year|sort|get value|get entries|context|context merge|context put'.split(
    '|',
  );

function wrapNative(name: string): Builtin {
  const { value } = evaluate(name) as { value: Builtin };
  const wrapped = ((...args: unknown[]) => {
    for (const arg of args) if (Array.isArray(arg)) charge(arg.length >> 3);
    return charged((value as unknown as (...args: unknown[]) => unknown)(...args));
  }) as unknown as Builtin;
  wrapped.$args = value.$args;
  return wrapped;
}

function define(args: string, body: (...args: never[]) => unknown): Builtin {
  return Object.assign(body, { $args: args === '' ? [] : args.split(', ') }) as Builtin;
}

/** A list given as one argument or as several; null when an element is no number. */
function numbers(args: unknown[], of: (list: number[]) => number | null): number | null {
  const list = args.length === 1 && Array.isArray(args[0]) ? (args[0] as unknown[]) : args;
  charge(list.length);
  if (list.length === 0) return null;
  for (const n of list) if (typeof n !== 'number') return warn(`A list of numbers is needed, it holds ${typeName(n)}.`);
  const result = of(list as number[]);
  return result !== null && Number.isFinite(result) ? result : null;
}

function rounding(mode: Parameters<typeof round>[2], defaultScale?: number): Builtin {
  return define('n, scale', (n: unknown, scale: unknown = defaultScale) => {
    if (typeof n !== 'number' || typeof scale !== 'number') return warn(`Cannot round ${typeName(n)} to ${typeName(scale)} digits.`);
    return round(n, scale, mode);
  });
}

function pattern(source: unknown, flags: unknown) {
  if (typeof source !== 'string' || (flags !== undefined && flags !== null && typeof flags !== 'string')) return null;
  return (
    compilePattern(source, flags ?? '') ??
    warn(`Not a usable pattern: ${cut(source, 80)} (look-around and back-references are not supported).`)
  );
}

const zone = () => session.env.zone ?? 'UTC';

const own: Record<string, Builtin> = {
  ...Object.fromEntries(intervalFunctions.map(([name, args, of]) => [name, define(args, of)])),
  now: define('', () => instantToFeel(session.env.now, zone())),
  today: define('', () => dateIn(session.env.now, zone())),
  string: define('from', (from: unknown) => (from === null || from === undefined ? null : toText(from))),
  matches: define('input, pattern, flags', (input: unknown, source: unknown, flags?: unknown) => {
    const regex = pattern(source, flags);
    if (regex === null || typeof input !== 'string') return null;
    charge(input.length >> 6);
    return regex.test(input);
  }),
  replace: define('input, pattern, replacement, flags', (input: unknown, source: unknown, replacement: unknown, flags?: unknown) => {
    const regex = pattern(source, flags);
    if (regex === null || typeof input !== 'string' || typeof replacement !== 'string') return null;
    return replaceAll(regex, input, replacement);
  }),
  split: define('string, delimiter', (string: unknown, delimiter: unknown) => {
    const regex = pattern(delimiter, undefined);
    return regex === null || typeof string !== 'string' ? null : splitBy(regex, string);
  }),
  'years and months duration': define('from, to', (from: unknown, to: unknown) => monthsBetween(from, to)),
  decimal: rounding('halfEven'),
  floor: rounding('floor', 0),
  ceiling: rounding('ceiling', 0),
  'round up': rounding('up'),
  'round down': rounding('down'),
  'round half up': rounding('halfUp'),
  'round half down': rounding('halfDown'),
  modulo: define('dividend, divisor', (a: unknown, b: unknown) =>
    typeof a === 'number' && typeof b === 'number' ? (modulo(a, b) ?? warn('Modulo by zero.')) : null,
  ),
  sum: define('...list', (...list: unknown[]) => numbers(list, sum)),
  product: define('...list', (...list: unknown[]) => numbers(list, product)),
  mean: define('...list', (...list: unknown[]) => numbers(list, (n) => divide(sum(n), n.length, 0) as number)),
  median: define('...list', (...list: unknown[]) => numbers(list, median)),
};

function median(list: number[]): number {
  const sorted = [...list].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  const upper = sorted[middle] as number;
  return sorted.length % 2 === 1 ? upper : (divide(add(sorted[middle - 1], upper, 0), 2, 0) as number);
}

/** Operators and loops, which `translate.ts` turns into calls. */
const operators: Record<string, Builtin> = {
  add: define('a, b, offset', add),
  subtract: define('a, b, offset', subtract),
  multiply: define('a, b, offset', multiply),
  divide: define('a, b, offset', divide),
  power: define('a, b, offset', power),
  negate: define('a, offset', negate),
  range: define('a, b', range),
  iterate: define('list', iterate),
};

/** Alias -> function, everything an expression can call. */
export const aliases: ReadonlyMap<string, Builtin> = new Map([
  ...native.map((name): [string, Builtin] => [aliasOf(name), wrapNative(name)]),
  ...Object.entries(own).map(([name, builtin]): [string, Builtin] => [aliasOf(name), builtin]),
  ...Object.entries(operators).map(([name, builtin]): [string, Builtin] => [`${aliasPrefix}${aliasPrefix}${name}`, builtin]),
]);

/** Names of all functions that can be called under an alias. */
export const builtinNames: ReadonlySet<string> = new Set([...native, ...Object.keys(own)]);

export function operatorAlias(name: 'add' | 'subtract' | 'multiply' | 'divide' | 'power' | 'negate' | 'range' | 'iterate'): string {
  return `${aliasPrefix}${aliasPrefix}${name}`;
}
