import { expect, test } from 'vitest';
import { middleOf } from './marks.ts';

test('the middle of a way lies on its line, whatever its parts', () => {
  const line = (...points: [number, number][]) => middleOf(points.map(([x, y]) => ({ x, y })));
  expect(line([0, 0], [100, 0])).toEqual({ x: 50, y: 0 });
  expect(line([0, 0], [100, 0], [100, 300])).toEqual({ x: 100, y: 100 });
  expect(line([0, 0], [0, 0])).toEqual({ x: 0, y: 0 });
});
