import { describe, expect, test } from 'vitest';
import { clusters } from './stage-bars.ts';

const at = (x: number, y: number) => ({ x, y, width: 100, height: 80 });

describe('groups of elements of one stage', () => {
  test('neighbours are one group, also through a third', () => {
    expect(clusters([at(0, 0), at(500, 0), at(250, 0)])).toHaveLength(1);
  });

  test('what lies far away is a group of its own', () => {
    expect(
      clusters([at(0, 0), at(150, 0), at(0, 900)])
        .map((group) => group.length)
        .sort(),
    ).toEqual([1, 2]);
  });

  test('nothing has no group', () => {
    expect(clusters([])).toEqual([]);
  });
});
