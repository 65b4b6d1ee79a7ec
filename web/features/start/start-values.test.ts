import { expect, test } from 'vitest';
import { asItLooks, given, keyFor, type Sent, typedValues } from './start-values.ts';

test.each([
  ['12', 12],
  [' 12.50 ', 12.5],
  ['-3', -3],
  ['0', 0],
  ['007', '007'],
  ['+48601', '+48601'],
  ['12345678901234567890', '12345678901234567890'],
  ['true', true],
  ['false', false],
  ['yes', 'yes'],
  ['', ''],
  [5, 5],
])('%j is taken for %j', (typed, value) => {
  expect(asItLooks(typed)).toEqual(value);
});

test('only what is shown and filled in is sent, in its type where one is declared', () => {
  const typed = typedValues({ untyped: ['n'] }, { n: '5', code: '5', gone: 'x', empty: '' });
  expect(given(typed, [{ key: 'n' }, { key: 'code' }, { key: 'empty' }])).toEqual({ n: 5, code: '5' });
});

test('the same content goes under the same key', () => {
  const sent: { current: Sent } = { current: undefined };
  const first = keyFor(sent, 'a');
  expect(keyFor(sent, 'a')).toBe(first);
  expect(keyFor(sent, 'b')).not.toBe(first);
});
