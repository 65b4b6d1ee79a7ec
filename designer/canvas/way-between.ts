export interface Point {
  x: number;
  y: number;
}
export interface Box extends Point {
  width: number;
  height: number;
}

/** How far from a box a line turns. */
const turn = 20;

/** A line between two boxes: straight or with knees, out at the right and in at the left, back below both. */
export function wayBetween(from: Box, to: Box, fromBelow: boolean): Point[] {
  const [a, b] = [middle(from), middle(to)];
  const [bottom, lower] = [from.y + from.height, to.y + to.height];
  const [out, end] = [
    { x: from.x + from.width, y: a.y },
    { x: to.x, y: b.y },
  ];
  if (from === to) {
    const [right, below] = [out.x + turn, bottom + turn];
    return [out, { x: right, y: a.y }, { x: right, y: below }, { x: a.x, y: below }, { x: a.x, y: bottom }];
  }
  if (fromBelow && to.x > a.x && b.y > bottom) return [{ x: a.x, y: bottom }, { x: a.x, y: b.y }, end];
  if (!fromBelow && to.x > out.x) {
    if (Math.abs(a.y - b.y) < 1) return [out, end];
    const between = (out.x + to.x) / 2;
    return [out, { x: between, y: a.y }, { x: between, y: b.y }, end];
  }
  // One stands above the other.
  if (Math.abs(a.x - b.x) < (from.width + to.width) / 2 && (bottom < to.y || (!fromBelow && lower < from.y))) {
    const [start, arrive] = bottom < to.y ? [bottom, to.y] : [from.y, lower];
    const between = (start + arrive) / 2;
    const knee = a.x === b.x ? [] : [a.x, b.x].map((x) => ({ x, y: between }));
    return [{ x: a.x, y: start }, ...knee, { x: b.x, y: arrive }];
  }
  const below = Math.max(bottom, lower) + turn;
  return [
    { x: a.x, y: bottom },
    { x: a.x, y: below },
    { x: b.x, y: below },
    { x: b.x, y: lower },
  ];
}

function middle({ x, y, width, height }: Box): Point {
  return { x: x + width / 2, y: y + height / 2 };
}
