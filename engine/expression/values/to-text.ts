import type { Run } from '../run/run.ts';
import type { FeelContext } from './context.ts';
import { FeelObject } from './feel-object.ts';
import { isNumber, numberText } from './number.ts';

/** FEEL's `string()`. Texts inside lists and contexts are quoted. */
export function toText(run: Run, value: unknown): string {
  return write(run, value, false);
}

function write(run: Run, value: unknown, quoted: boolean): string {
  run.charge(1);
  if (value === null || value === undefined) return 'null';
  if (typeof value === 'string') return quoted ? `"${value.replace(/["\\]/g, '\\$&')}"` : value;
  if (typeof value === 'boolean') return String(value);
  if (isNumber(value)) {
    const digits = numberText(value);
    // Thousands of digits take long to write.
    run.charge(digits.length >> 5);
    return digits;
  }
  if (value instanceof FeelObject) return value.toString();
  run.enter(1);
  const text = Array.isArray(value) ? writeList(run, value) : writeContext(run, value as FeelContext);
  run.leave(1);
  return text;
}

function writeList(run: Run, list: unknown[]): string {
  const items = list.map((item) => write(run, item, true));
  return joined(run, '[', items, ']');
}

function writeContext(run: Run, context: FeelContext): string {
  const entries = Object.entries(context).map(
    ([key, item]) => `${/[^\p{L}\p{N}_ ]/u.test(key) ? write(run, key, true) : key}: ${write(run, item, true)}`,
  );
  return joined(run, '{', entries, '}');
}

function joined(run: Run, open: string, parts: string[], close: string): string {
  run.chargeText(parts.reduce((length, part) => length + part.length + 2, 2));
  return open + parts.join(', ') + close;
}
