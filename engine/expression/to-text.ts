import { FeelRange, isFunction } from 'feelin';
import { charge, chargeText } from './session.ts';
import { isTemporal } from './temporal.ts';

/** FEEL's `string()`. Texts inside lists and contexts are quoted. */
export function toText(value: unknown): string {
  const text = write(value, false);
  chargeText(text.length);
  return text;
}

function write(value: unknown, quoted: boolean): string {
  charge(1);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value)) return `[${joined(value.map((item) => write(item, true)))}]`;
  if (isTemporal(value)) return value.toString();
  if (value instanceof FeelRange) return '<range>';
  if (typeof value === 'function' || isFunction(value)) return '<function>';
  const entries = Object.entries(value).map(([key, item]) => `${/\W/.test(key) ? write(key, true) : key}: ${write(item, true)}`);
  return `{${joined(entries)}}`;
}

function joined(parts: string[]): string {
  const text = parts.join(', ');
  chargeText(text.length);
  return text;
}
