import { expect, test } from 'vitest';
import { nextRow } from './next-row.ts';

const rows = (...ids: string[]) => ids.map((id) => ({ id }));
const none = { of: undefined, next: undefined };

test('the one below comes next, at the end the one above', () => {
  expect(nextRow(rows('a', 'b', 'c'), 'b', none)?.id).toBe('c');
  expect(nextRow(rows('a', 'b', 'c'), 'c', none)?.id).toBe('b');
  expect(nextRow(rows('a'), 'a', none)).toBeUndefined();
});

test('the announced one stays next when the case in sight has left the list', () => {
  expect(nextRow(rows('a', 'c', 'd'), 'b', { of: 'b', next: 'c' })?.id).toBe('c');
  // It left the list itself: the first one then.
  expect(nextRow(rows('a', 'd'), 'b', { of: 'b', next: 'c' })?.id).toBe('a');
  expect(nextRow(rows('a', 'd'), 'x', { of: 'b', next: 'd' })?.id).toBe('a');
});
