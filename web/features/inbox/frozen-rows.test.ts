import { expect, test } from 'vitest';
import { type Item, look } from './frozen-rows.ts';

type Row = Item & { note?: string };
const row = (id: string, section = 'rest', note?: string): Row => ({ id, section, note });
const none = new Set<string>();
const ids = (rows: readonly Row[]) => rows.map((each) => each.id).join('');

test('the first look takes the order as it comes', () => {
  const seen = look<Row>(null, 'today', [[row('a'), row('b')]], none);
  expect(ids(seen.rows)).toBe('ab');
  expect(seen.fresh).toBe(0);
});

test('rows change in place: another order or section moves nothing', () => {
  const first = look<Row>(null, 'today', [[row('a'), row('b')]], none);
  const seen = look(first.frozen, 'today', [[row('b', 'late', 'new data'), row('a')]], none);
  expect(ids(seen.rows)).toBe('ab');
  expect(seen.rows[1]).toEqual({ id: 'b', section: 'rest', note: 'new data' });
});

test('new ones wait, counted; what ended is gone', () => {
  const first = look<Row>(null, 'today', [[row('a'), row('b')]], none);
  const seen = look(first.frozen, 'today', [[row('c'), row('b'), row('d')]], none);
  expect(ids(seen.rows)).toBe('b');
  expect(seen.fresh).toBe(2);
});

test('an emptied list picks up what arrives', () => {
  const first = look<Row>(null, 'today', [[row('a')]], none);
  const seen = look(first.frozen, 'today', [[row('c')]], none);
  expect(ids(seen.rows)).toBe('c');
  expect(seen.fresh).toBe(0);
});

test('a completed row leaves at once and comes back in its place when it was refused', () => {
  const pages = [[row('a'), row('b'), row('c')]];
  const first = look<Row>(null, 'today', pages, none);
  const without = look(first.frozen, 'today', pages, new Set(['b']));
  expect(ids(without.rows)).toBe('ac');
  const again = look(without.frozen, 'today', pages, none);
  expect(ids(again.rows)).toBe('abc');
  expect(again.fresh).toBe(0);
});

test('a further page comes at the end, since it was asked for', () => {
  const first = look<Row>(null, 'today', [[row('a')]], none);
  const seen = look(first.frozen, 'today', [[row('x'), row('a')], [row('b')]], none);
  expect(ids(seen.rows)).toBe('ab');
  expect(seen.fresh).toBe(1);
});

test('another view is another order', () => {
  const first = look<Row>(null, 'today', [[row('a')]], none);
  expect(ids(look(first.frozen, 'late', [[row('b'), row('a')]], none).rows)).toBe('ba');
});
