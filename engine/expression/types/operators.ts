import type { CompareOperator } from '../syntax/ast.ts';
import type { Operation } from '../values/number.ts';
import { baseOf } from './coerce.ts';
import { any, type FeelType } from './feel-type.ts';

type Pair = [left: FeelType['kind'], right: FeelType['kind'], result: FeelType['kind']];

const dtd = 'days and time duration';
const ymd = 'years and months duration';
const both: FeelType['kind'][] = [dtd, ymd];

/** What can be added and so on, and what it gives (DMN 1.5, tables 57 to 60). */
const rules: Record<Operation, Pair[]> = {
  '+': [
    ['number', 'number', 'number'],
    ['string', 'string', 'string'],
    ...both.flatMap((duration): Pair[] => [
      [duration, duration, duration],
      ...(['date', 'date and time'] as const).flatMap((point): Pair[] => [
        [point, duration, point],
        [duration, point, point],
      ]),
    ]),
    ['time', dtd, 'time'],
    [dtd, 'time', 'time'],
  ],
  '-': [
    ['number', 'number', 'number'],
    ...both.flatMap((duration): Pair[] => [
      [duration, duration, duration],
      ['date', duration, 'date'],
      ['date and time', duration, 'date and time'],
    ]),
    ['time', dtd, 'time'],
    ['time', 'time', dtd],
    ['date', 'date', dtd],
    ['date and time', 'date and time', dtd],
    ['date', 'date and time', dtd],
    ['date and time', 'date', dtd],
  ],
  '*': [
    ['number', 'number', 'number'],
    ...both.flatMap((duration): Pair[] => [
      [duration, 'number', duration],
      ['number', duration, duration],
    ]),
  ],
  '/': [
    ['number', 'number', 'number'],
    ...both.flatMap((duration): Pair[] => [
      [duration, 'number', duration],
      [duration, duration, 'number'],
    ]),
  ],
  '**': [['number', 'number', 'number']],
};

/** Null: the two give nothing, whatever they hold. */
export function arithmeticType(operator: Operation, left: FeelType, right: FeelType): FeelType | null {
  const [a, b] = [baseOf(left).kind, baseOf(right).kind];
  const fitting = rules[operator].filter(([first, second]) => (a === 'any' || a === first) && (b === 'any' || b === second));
  const [first] = fitting;
  if (!first) return null;
  return fitting.every(([, , result]) => result === first[2]) ? ({ kind: first[2] } as FeelType) : any;
}

const ordered = new Set<FeelType['kind']>(['number', 'string', 'date', 'time', 'date and time', dtd, ymd]);

/** Can the comparison come to true or false? */
export function comparable(operator: CompareOperator, left: FeelType, right: FeelType): boolean {
  const [a, b] = [baseOf(left).kind, baseOf(right).kind];
  if (a === 'any' || b === 'any') return true;
  const equality = operator === '=' || operator === '!=';
  if (a === 'null' || b === 'null') return equality;
  const days = (a === 'date' && b === 'date and time') || (a === 'date and time' && b === 'date');
  return equality ? a === b : days || (a === b && ordered.has(a));
}
