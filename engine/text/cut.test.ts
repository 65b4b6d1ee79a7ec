import { expect, test } from 'vitest';
import { cut } from './cut.ts';

test.each([
  ['', 3, ''],
  ['abc', 3, 'abc'],
  ['abcd', 3, 'abc'],
  ['ab😀', 4, 'ab😀'],
  ['ab😀c', 4, 'ab😀'],
  ['ab😀', 3, 'ab'],
  ['😀', 1, ''],
  ['😀', 0, ''],
  ['a😀😀', 4, 'a😀'],
])('cut(%j, %i) is %j', (text, limit, expected) => {
  expect(cut(text, limit)).toBe(expected);
});
