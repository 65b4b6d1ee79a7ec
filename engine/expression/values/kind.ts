import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { MonthsDuration, TimeDuration } from './feel-duration.ts';
import { FeelFunction } from './feel-function.ts';
import { FeelRange } from './feel-range.ts';
import { FeelTime } from './feel-time.ts';
import { isNumber } from './number.ts';

export type Kind =
  | 'null'
  | 'boolean'
  | 'number'
  | 'string'
  | 'date'
  | 'time'
  | 'date and time'
  | 'days and time duration'
  | 'years and months duration'
  | 'range'
  | 'function'
  | 'list'
  | 'context';

export function kindOf(value: unknown): Kind {
  switch (typeof value) {
    case 'string':
      return 'string';
    case 'number':
      return 'number';
    case 'boolean':
      return 'boolean';
    case 'undefined':
      return 'null';
    default:
      return value === null ? 'null' : objectKind(value);
  }
}

function objectKind(value: unknown): Kind {
  if (isNumber(value)) return 'number';
  if (Array.isArray(value)) return 'list';
  if (value instanceof FeelDate) return 'date';
  if (value instanceof FeelDateTime) return 'date and time';
  if (value instanceof FeelTime) return 'time';
  if (value instanceof TimeDuration) return 'days and time duration';
  if (value instanceof MonthsDuration) return 'years and months duration';
  if (value instanceof FeelRange) return 'range';
  return value instanceof FeelFunction ? 'function' : 'context';
}

/** The kind of a value in a sentence: `a text`. */
export function kindName(value: unknown): string {
  const kind = kindOf(value);
  if (kind === 'null') return 'null';
  return kind === 'string' ? 'a text' : `a ${kind}`;
}
