import type { Run } from '../run/run.ts';
import { compare, same } from '../values/compare.ts';
import { FeelRange } from '../values/feel-range.ts';
import { type Body, overload } from './define.ts';

/*
 * How points and ranges lie to each other (DMN 1.5, table 78). Each function follows its line there; null where the operands
 * cannot be compared.
 */

interface Span {
  start: unknown;
  end: unknown;
  startIn: boolean;
  endIn: boolean;
}

type Operand = { point: unknown } | { span: Span };

type IntervalFunction = (a: unknown, b: unknown) => boolean | null;

function less(a: unknown, b: unknown): boolean {
  const order = compare(a, b);
  return order !== null && order < 0;
}

const more = (a: unknown, b: unknown): boolean => less(b, a);

function operand(value: unknown): Operand | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof FeelRange)) return { point: value };
  return { span: { start: value.low, end: value.high, startIn: value.lowIncluded, endIn: value.highIncluded } };
}

/** The cases a function has: absent ones give null. */
interface Cases {
  points?(a: unknown, b: unknown): boolean;
  pointSpan?(point: unknown, span: Span): boolean;
  spanPoint?(span: Span, point: unknown): boolean;
  spans?(a: Span, b: Span): boolean;
}

function define(cases: Cases): IntervalFunction {
  return (first, second) => {
    const a = operand(first);
    const b = operand(second);
    if (!a || !b) return null;
    if ('span' in a) return ('span' in b ? cases.spans?.(a.span, b.span) : cases.spanPoint?.(a.span, b.point)) ?? null;
    return ('span' in b ? cases.pointSpan?.(a.point, b.span) : cases.points?.(a.point, b.point)) ?? null;
  };
}

function reversed(of: IntervalFunction): IntervalFunction {
  return (a, b) => of(b, a);
}

/** `a` begins before `b`; with one beginning, the one that has it. */
function beginsBefore(a: Span, b: Span): boolean {
  return less(a.start, b.start) || (same(a.start, b.start) && a.startIn && !b.startIn);
}

/** `a` does not end after `b`. */
function endsWithin(a: Span, b: Span): boolean {
  return less(a.end, b.end) || (same(a.end, b.end) && (!a.endIn || b.endIn));
}

/** `a` does not begin before `b`. */
function beginsWithin(a: Span, b: Span): boolean {
  return more(a.start, b.start) || (same(a.start, b.start) && (!a.startIn || b.startIn));
}

/** `a` ends in `b` or behind its beginning. */
function reaches(a: Span, b: Span): boolean {
  return more(a.end, b.start) || (same(a.end, b.start) && a.endIn && b.startIn);
}

const before = define({
  points: less,
  pointSpan: (point, span) => less(point, span.start) || (same(point, span.start) && !span.startIn),
  spanPoint: (span, point) => less(span.end, point) || (same(span.end, point) && !span.endIn),
  spans: (a, b) => less(a.end, b.start) || (same(a.end, b.start) && !(a.endIn && b.startIn)),
});

const meets = define({ spans: (a, b) => a.endIn && b.startIn && same(a.end, b.start) });

const overlapsBefore = define({ spans: (a, b) => beginsBefore(a, b) && reaches(a, b) && endsWithin(a, b) });

const finishes = define({
  pointSpan: (point, span) => span.endIn && same(span.end, point),
  spans: (a, b) => a.endIn === b.endIn && same(a.end, b.end) && beginsWithin(a, b),
});

const starts = define({
  pointSpan: (point, span) => span.startIn && same(span.start, point),
  spans: (a, b) => a.startIn === b.startIn && same(a.start, b.start) && endsWithin(a, b),
});

const includes = define({
  spanPoint: (span, point) =>
    (less(span.start, point) && more(span.end, point)) ||
    (span.startIn && same(span.start, point)) ||
    (span.endIn && same(span.end, point)),
  spans: (a, b) => beginsWithin(b, a) && endsWithin(b, a),
});

const coincides = define({
  points: same,
  spans: (a, b) => same(a.start, b.start) && same(a.end, b.end) && a.startIn === b.startIn && a.endIn === b.endIn,
});

/** Name and parameters, as they can be called by name. */
export const intervalFunctions = [
  overload('before(point1: any, point2: any) -> boolean', of(before)),
  overload('after(point1: any, point2: any) -> boolean', of(reversed(before))),
  overload('meets(range1: any, range2: any) -> boolean', of(meets)),
  overload('met by(range1: any, range2: any) -> boolean', of(reversed(meets))),
  overload('overlaps(range1: any, range2: any) -> boolean', of(define({ spans: (a, b) => reaches(a, b) && reaches(b, a) }))),
  overload('overlaps before(range1: any, range2: any) -> boolean', of(overlapsBefore)),
  overload('overlaps after(range1: any, range2: any) -> boolean', of(reversed(overlapsBefore))),
  overload('finishes(point: any, range: any) -> boolean', of(finishes)),
  overload('finished by(range: any, point: any) -> boolean', of(reversed(finishes))),
  overload('includes(range: any, point: any) -> boolean', of(includes)),
  overload('during(point: any, range: any) -> boolean', of(reversed(includes))),
  overload('starts(point: any, range: any) -> boolean', of(starts)),
  overload('started by(range: any, point: any) -> boolean', of(reversed(starts))),
  overload('coincides(point1: any, point2: any) -> boolean', of(coincides)),
];

function of(relation: IntervalFunction): Body {
  return ((_run: Run, a: unknown, b: unknown) => relation(a, b)) as Body;
}
