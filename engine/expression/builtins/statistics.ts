import type { Decimal } from 'decimal.js';
import type { Run } from '../run/run.ts';
import { compare, same } from '../values/compare.ts';
import { isDuration } from '../values/feel-duration.ts';
import { kindName } from '../values/kind.ts';
import { calculate, D, decimal, type FeelNumber, isNumber, normal } from '../values/number.ts';
import { addTemporal } from '../values/temporal-arithmetic.ts';
import { type Overload, overload, Refused } from './define.ts';

export const statistics = [
  ...ofList('min', 'any', (run, list) => extreme(run, list, -1)),
  ...ofList('max', 'any', (run, list) => extreme(run, list, 1)),
  ...ofList('sum', 'any', sum),
  ...ofList('product', 'number', (run, list) => numeric(run, list, (numbers) => total('*', numbers))),
  ...ofList('mean', 'any', mean),
  ...ofList('median', 'number', (run, list) => numeric(run, list, median)),
  ...ofList('stddev', 'number', (run, list) => numeric(run, list, deviation)),
  ...ofList('mode', 'list', (run, list) => (list.length === 0 ? [] : numeric(run, list, mode))),
  ...ofList('all', 'boolean', (run, list) => logical(run, list, false)),
  ...ofList('any', 'boolean', (run, list) => logical(run, list, true)),
  ...ofList('and', 'boolean', (run, list) => logical(run, list, false)),
  ...ofList('or', 'boolean', (run, list) => logical(run, list, true)),
];

/** The list as one argument, or its elements as many. */
function ofList(name: string, result: string, body: (run: Run, list: unknown[]) => unknown): Overload[] {
  const charged = (run: Run, list: unknown[]) => {
    run.charge(list.length >> 2);
    return body(run, list);
  };
  return [
    overload(`${name}(list: list) -> ${result}`, charged),
    overload(`${name}(...list) -> ${result}`, (run, list: unknown[]) =>
      list.length === 0 ? new Refused('there is nothing to take') : charged(run, list),
    ),
  ];
}

function extreme(run: Run, list: unknown[], sign: 1 | -1): unknown {
  let best: unknown = list[0] ?? null;
  for (const item of list) {
    if (typeof item === 'string') run.charge(item.length >> 9);
    const order = compare(item, best);
    if (order === null) return new Refused(`${kindName(item)} and ${kindName(best)} cannot be compared`);
    if (order * sign > 0) best = item;
  }
  return best;
}

/** Null for an empty list. */
function numeric(_run: Run, list: unknown[], of: (numbers: FeelNumber[]) => unknown): unknown {
  const wrong = list.find((item) => !isNumber(item));
  if (wrong !== undefined) return new Refused(`a list of numbers is needed, it holds ${kindName(wrong)}`);
  return list.length === 0 ? null : of(list as FeelNumber[]);
}

function total(operation: '+' | '*', numbers: FeelNumber[]): FeelNumber | null {
  let result: FeelNumber | null = operation === '+' ? 0 : 1;
  for (const n of numbers) {
    result = calculate(operation, result, n);
    if (result === null) return null;
  }
  return result;
}

/** Of durations too. */
function sum(run: Run, list: unknown[]): unknown {
  if (!isDuration(list[0])) return numeric(run, list, (numbers) => total('+', numbers));
  return (
    list.slice(1).reduce((result: unknown, item) => (isDuration(item) ? addTemporal(result, item) : null), list[0]) ??
    new Refused('a list of durations of one kind is needed')
  );
}

function mean(run: Run, list: unknown[]): unknown {
  return numeric(run, list, (numbers) => {
    const whole = total('+', numbers);
    return whole === null ? null : calculate('/', whole, numbers.length);
  });
}

function ordered(numbers: FeelNumber[]): FeelNumber[] {
  return [...numbers].sort((a, b) => compare(a, b) ?? 0);
}

function median(numbers: FeelNumber[]): FeelNumber | null {
  const list = ordered(numbers);
  const middle = list.length >> 1;
  const upper = list[middle] as FeelNumber;
  if (list.length % 2 === 1) return upper;
  const both = calculate('+', list[middle - 1] as FeelNumber, upper);
  return both === null ? null : calculate('/', both, 2);
}

/** Of a sample: divided by one less than their number. */
function deviation(numbers: FeelNumber[]): FeelNumber | null | Refused {
  if (numbers.length < 2) return new Refused('at least two numbers are needed');
  const average = numbers.reduce<Decimal>((result, n) => result.plus(decimal(n)), new D(0)).div(numbers.length);
  const squares = numbers.reduce<Decimal>((result, n) => result.plus(decimal(n).minus(average).pow(2)), new D(0));
  return normal(squares.div(numbers.length - 1).sqrt());
}

function mode(numbers: FeelNumber[]): FeelNumber[] {
  const runs: { n: FeelNumber; count: number }[] = [];
  for (const n of ordered(numbers)) {
    const last = runs.at(-1);
    if (last && same(last.n, n)) last.count++;
    else runs.push({ n, count: 1 });
  }
  const most = runs.reduce((highest, { count }) => Math.max(highest, count), 0);
  return runs.filter(({ count }) => count === most).map(({ n }) => n);
}

/** `any` (deciding true) and `all` (deciding false), with three values. */
function logical(_run: Run, list: unknown[], deciding: boolean): boolean | null {
  if (list.includes(deciding)) return deciding;
  return list.every((item) => item === !deciding) ? !deciding : null;
}
