import type { FeelType, SimpleKind } from './feel-type.ts';

const number: FeelType = { kind: 'number' };
const dayTime: FeelType = { kind: 'days and time duration' };

const ofDate: [string, FeelType][] = [
  ['year', number],
  ['month', number],
  ['day', number],
  ['weekday', number],
];
const ofTime: [string, FeelType][] = [
  ['hour', number],
  ['minute', number],
  ['second', number],
  ['time offset', dayTime],
  ['timezone', { kind: 'string' }],
];

const properties: { [kind in SimpleKind]?: [string, FeelType][] } = {
  date: ofDate,
  time: ofTime,
  'date and time': [...ofDate, ...ofTime],
  'days and time duration': ['days', 'hours', 'minutes', 'seconds'].map((name) => [name, number]),
  'years and months duration': ['years', 'months'].map((name) => [name, number]),
};

/** What can stand behind the dot of a value that is no context (DMN 1.5, table 65); undefined where anything may. */
export function propertiesOf(type: FeelType): [name: string, type: FeelType][] | undefined {
  if (type.kind === 'range') {
    const included: FeelType = { kind: 'boolean' };
    return [
      ['start', type.of],
      ['end', type.of],
      ['start included', included],
      ['end included', included],
    ];
  }
  if (type.kind === 'any' || type.kind === 'null' || type.kind === 'context' || type.kind === 'list' || type.kind === 'allowed')
    return undefined;
  return type.kind === 'function' ? [] : (properties[type.kind] ?? []);
}
