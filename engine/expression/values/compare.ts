import { type FeelContext, isContext } from './context.ts';
import { FeelDate } from './feel-date.ts';
import { FeelDateTime, midnightUtc } from './feel-date-time.ts';
import { MonthsDuration, TimeDuration } from './feel-duration.ts';
import { FeelRange } from './feel-range.ts';
import { FeelTime } from './feel-time.ts';
import { compareNumbers, isNumber } from './number.ts';

/** Times are compared to the millisecond, the step of the product's clock. */
const step = 1_000_000;

/** Below, above or at 0, as `a` lies to `b`; null where they cannot be compared (DMN 1.5, table 54). */
export function compare(a: unknown, b: unknown): number | null {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'string') return typeof b === 'string' ? compareTexts(a, b) : null;
  if (isNumber(a)) return isNumber(b) ? compareNumbers(a, b) : null;
  if (a instanceof FeelDate && b instanceof FeelDate) return a.number - b.number;
  if (a instanceof FeelDateTime || b instanceof FeelDateTime) return comparePoints(a, b);
  if (a instanceof FeelTime) return b instanceof FeelTime ? compareTimes(a, b) : null;
  if (a instanceof MonthsDuration) return b instanceof MonthsDuration ? a.months - b.months : null;
  if (a instanceof TimeDuration) return b instanceof TimeDuration ? Number(a.total - b.total) : null;
  return null;
}

/** By code points, not by UTF-16 units. */
function compareTexts(a: string, b: string): number {
  if (a === b) return 0;
  const shorter = Math.min(a.length, b.length);
  for (let i = 0; i < shorter; i++) {
    if (a.charCodeAt(i) !== b.charCodeAt(i)) return (a.codePointAt(i) as number) - (b.codePointAt(i) as number);
  }
  return a.length - b.length;
}

function compareTimes(a: FeelTime, b: FeelTime): number {
  return Math.floor(a.utcNanos / step) - Math.floor(b.utcNanos / step);
}

/** Whole steps since 1970, downwards before it too. */
function steps(nanos: bigint): bigint {
  const length = BigInt(step);
  return nanos / length - (nanos % length < 0n ? 1n : 0n);
}

/** A day is its midnight UTC; a local time cannot be compared with one that has a zone. */
function comparePoints(a: unknown, b: unknown): number | null {
  const left = a instanceof FeelDate ? midnightUtc(a) : a;
  const right = b instanceof FeelDate ? midnightUtc(b) : b;
  if (!(left instanceof FeelDateTime) || !(right instanceof FeelDateTime)) return null;
  if ((left.zone === null) !== (right.zone === null)) return null;
  return Number(steps(left.epochNanos) - steps(right.epochNanos));
}

/** What counts the steps of an evaluation: values can share their parts, so that comparing them takes far longer than making them. */
export interface Counter {
  charge(steps: number): void;
  /** Around values inside values: nesting has a limit, too. */
  enter(levels: number): void;
  leave(levels: number): void;
}

/** `a = b`: true, false, or null where the kinds differ. `null` equals itself and nothing else. */
export function equal(a: unknown, b: unknown, run: Counter | null = null): boolean | null {
  if (a === b) return true;
  const [noA, noB] = [a === null || a === undefined, b === null || b === undefined];
  if (noA || noB) return noA && noB;
  if (typeof a === 'boolean') return typeof b === 'boolean' ? false : null;
  if (Array.isArray(a)) return Array.isArray(b) ? inside(run, () => equalLists(a, b, run)) : null;
  if (a instanceof FeelRange) return b instanceof FeelRange ? equalRanges(a, b, run) : null;
  if (isContext(a)) return isContext(b) ? inside(run, () => equalContexts(a, b, run)) : null;
  if (a instanceof FeelDate !== b instanceof FeelDate) return null;
  const compared = compare(a, b);
  if (compared === null && a instanceof FeelDateTime && b instanceof FeelDateTime) return false;
  return compared === null ? null : compared === 0;
}

/** Equal, as far as a search is concerned. */
export function same(a: unknown, b: unknown, run: Counter | null = null): boolean {
  return equal(a, b, run) === true;
}

function inside(run: Counter | null, compareParts: () => boolean): boolean {
  run?.enter(1);
  const result = compareParts();
  run?.leave(1);
  return result;
}

function equalLists(a: unknown[], b: unknown[], run: Counter | null): boolean {
  if (a.length !== b.length) return false;
  for (let i = 0; i < a.length; i++) {
    run?.charge(i & 3 ? 0 : 1);
    if (!same(a[i], b[i], run)) return false;
  }
  return true;
}

function equalContexts(a: FeelContext, b: FeelContext, run: Counter | null): boolean {
  const names = Object.keys(a);
  run?.charge(1 + (names.length >> 2));
  return names.length === Object.keys(b).length && names.every((name) => Object.hasOwn(b, name) && same(a[name], b[name], run));
}

function equalRanges(a: FeelRange, b: FeelRange, run: Counter | null): boolean {
  if (a.unary !== b.unary || a.lowIncluded !== b.lowIncluded || a.highIncluded !== b.highIncluded) return false;
  return same(a.low, b.low, run) && same(a.high, b.high, run);
}

/** Does the value lie in the range? Null where it cannot be compared with an end. */
export function contains(range: FeelRange, value: unknown): boolean | null {
  if (range.unary === '=') return equal(value, range.low);
  if (range.unary === '!=') {
    const is = equal(value, range.low);
    return is === null ? null : !is;
  }
  let within = true;
  if (range.unary !== '<' && range.unary !== '<=') {
    const order = compare(value, range.low);
    if (order === null) return null;
    within = range.lowIncluded ? order >= 0 : order > 0;
  }
  if (range.unary === '>' || range.unary === '>=') return within;
  const order = compare(value, range.high);
  if (order === null) return null;
  return within && (range.highIncluded ? order <= 0 : order < 0);
}

/** `value in against`: in a range, an element of a list (or in a range that is one), or equal. */
export function isIn(value: unknown, against: unknown, run: Counter | null = null): boolean | null {
  if (against instanceof FeelRange) return value instanceof FeelRange ? equal(value, against, run) : contains(against, value);
  if (!Array.isArray(against)) return equal(value, against, run);
  if (Array.isArray(value) && same(value, against, run)) return true;
  run?.charge(against.length >> 3);
  return against.some((item) =>
    item instanceof FeelRange && !(value instanceof FeelRange) ? contains(item, value) === true : same(value, item, run),
  );
}
