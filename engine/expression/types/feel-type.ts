import type { Kind } from '../values/kind.ts';

/** A type of FEEL, plain JSON (DMN 1.5, 10.3.2.1). */
export type FeelType =
  | { kind: 'any' | SimpleKind }
  | { kind: 'list'; of: FeelType }
  | { kind: 'range'; of: FeelType }
  | { kind: 'context'; entries: [name: string, type: FeelType][] /** More entries than these are known to be there. */; open?: boolean }
  | { kind: 'function'; parameters: FeelType[]; result: FeelType }
  /** An item definition with allowed values: unary tests over the value, FEEL. */
  | { kind: 'allowed'; of: FeelType; tests: string; name?: string };

export type SimpleKind = Exclude<Kind, 'range' | 'function' | 'list' | 'context'>;

export const any: FeelType = { kind: 'any' };

const simple = new Map<string, FeelType>([
  ['Any', any],
  ['any', any],
  ['Null', { kind: 'null' }],
  ['boolean', { kind: 'boolean' }],
  ['number', { kind: 'number' }],
  ['string', { kind: 'string' }],
  ['date', { kind: 'date' }],
  ['time', { kind: 'time' }],
  ['date and time', { kind: 'date and time' }],
  ['dateTime', { kind: 'date and time' }],
  ['days and time duration', { kind: 'days and time duration' }],
  ['dayTimeDuration', { kind: 'days and time duration' }],
  ['years and months duration', { kind: 'years and months duration' }],
  ['yearMonthDuration', { kind: 'years and months duration' }],
  ['context', { kind: 'context', entries: [], open: true }],
  ['list', { kind: 'list', of: any }],
  ['range', { kind: 'range', of: any }],
  ['function', any],
]);

/** A type that FEEL names itself; undefined for others. */
export function builtInType(name: string): FeelType | undefined {
  return simple.get(name);
}

/** How a type is written. */
export function typeText(type: FeelType): string {
  switch (type.kind) {
    case 'any':
      return 'Any';
    case 'list':
    case 'range':
      return `${type.kind}<${typeText(type.of)}>`;
    case 'context':
      if (type.entries.length === 0) return 'context';
      return `context<${type.entries.map(([name, entry]) => `${name}: ${typeText(entry)}`).join(', ')}>`;
    case 'function':
      return `function<${type.parameters.map(typeText).join(', ')}> -> ${typeText(type.result)}`;
    case 'allowed':
      return type.name ?? typeText(type.of);
    default:
      return type.kind;
  }
}
