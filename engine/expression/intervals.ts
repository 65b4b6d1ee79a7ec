import { evaluate, FeelRange } from 'feelin';

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

export type IntervalFunction = (a: unknown, b: unknown) => boolean | null;

const less = comparison('a < b');
const same = comparison('a = b');

function comparison(body: string): (a: unknown, b: unknown) => boolean {
  const { value } = evaluate(`function(a, b) ${body}`) as { value: { fn: (a: unknown, b: unknown) => unknown } };
  return (a, b) => value.fn(a, b) === true;
}

const more = (a: unknown, b: unknown): boolean => less(b, a);

function operand(value: unknown): Operand | null {
  if (value === null || value === undefined) return null;
  if (!(value instanceof FeelRange)) return { point: value };
  const { start, end } = value;
  return { span: { start, end, startIn: value['start included'], endIn: value['end included'] } };
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
export const intervalFunctions: [name: string, args: string, of: IntervalFunction][] = [
  ['before', 'point1, point2', before],
  ['after', 'point1, point2', reversed(before)],
  ['meets', 'range1, range2', meets],
  ['met by', 'range1, range2', reversed(meets)],
  ['overlaps', 'range1, range2', define({ spans: (a, b) => reaches(a, b) && reaches(b, a) })],
  ['overlaps before', 'range1, range2', overlapsBefore],
  ['overlaps after', 'range1, range2', reversed(overlapsBefore)],
  ['finishes', 'point, range', finishes],
  ['finished by', 'range, point', reversed(finishes)],
  ['includes', 'range, point', includes],
  ['during', 'point, range', reversed(includes)],
  ['starts', 'point, range', starts],
  ['started by', 'range, point', reversed(starts)],
  ['coincides', 'point1, point2', coincides],
];
