import { dateAndTime, duration, parseDate, time } from 'feelin';
import type { ValueType } from './decision-model.ts';

/**
 * A value of a declared type: the ISO texts that variables hold become dates, times and durations; a list of one is the value
 * where one value is declared, and the other way round (DMN 1.5, 10.3.2.9.4). Anything else stays as it is.
 */
export function coerce(value: unknown, type: ValueType | undefined): unknown {
  if (type === undefined || value === null || value === undefined) return value;
  if (typeof type === 'string') return coerceToName(value, type);
  if ('list' in type) return (Array.isArray(value) ? value : [value]).map((item) => coerce(item, type.list));
  const single = Array.isArray(value) && value.length === 1 ? value[0] : value;
  if (typeof single !== 'object' || single === null || Array.isArray(single)) return value;
  const entries = new Map(type.entries);
  return Object.fromEntries(Object.entries(single).map(([name, entry]) => [name, coerce(entry, entries.get(name))]));
}

const scalars = new Set([
  'string',
  'number',
  'boolean',
  'date',
  'time',
  'dateTime',
  'date and time',
  'duration',
  'dayTimeDuration',
  'yearMonthDuration',
  'days and time duration',
  'years and months duration',
]);

function coerceToName(value: unknown, type: string): unknown {
  if (Array.isArray(value)) return value.length === 1 && scalars.has(type) ? coerceToName(value[0], type) : value;
  return typeof value === 'string' ? (temporal(value, type) ?? value) : value;
}

function temporal(text: string, type: string): unknown {
  switch (type) {
    case 'date':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? parseDate(text.slice(0, 10)) : null;
    case 'dateTime':
    case 'date and time':
      return /^\d{4}-\d{2}-\d{2}/.test(text) ? dateAndTime(text) : null;
    case 'time':
      return /^\d{2}:\d{2}/.test(text) ? time(text) : null;
    case 'duration':
    case 'dayTimeDuration':
    case 'yearMonthDuration':
    case 'days and time duration':
    case 'years and months duration':
      return /^-?P/.test(text) ? duration(text) : null;
    default:
      return null;
  }
}
