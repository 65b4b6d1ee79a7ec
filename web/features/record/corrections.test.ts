import { expect, test } from 'vitest';
import { changed, linesFor, typedValue } from './corrections.ts';

test('what the failed formula asks for is there to be given, and what it names of the case', () => {
  expect(
    linesFor(
      ['limit', 'amount', 'lead'],
      [
        { name: 'amount', value: 5 },
        { name: 'other', value: 'x' },
      ],
    ),
  ).toEqual([
    { name: 'limit', before: undefined, isText: false, text: '' },
    { name: 'amount', before: '5', isText: false, text: '5' },
  ]);
});

test('where nothing is said to be missing, all that the case knows', () => {
  expect(
    linesFor(
      [],
      [
        { name: 'url', value: 'http://a' },
        { name: 'items', value: [1] },
      ],
    ),
  ).toEqual([
    { name: 'url', before: 'http://a', isText: true, text: 'http://a' },
    { name: 'items', before: '[1]', isText: false, text: '[1]' },
  ]);
  expect(linesFor([], null)).toEqual([]);
});

test.each([
  ['12', 12],
  ['1,5', 1.5],
  ['true', true],
  ['["a"]', ['a']],
  ['12 Main Street', '12 Main Street'],
])('%s is taken as %j', (text, value) => expect(typedValue({ text, isText: false })).toEqual(value));

test('only what was changed is sent, and what was a text stays one', () => {
  const line = { before: '5', isText: false };
  expect(
    changed([
      { ...line, name: 'a', text: '5' },
      { ...line, name: 'b', text: '6' },
      { name: 'c', before: '7', isText: true, text: '8' },
    ]),
  ).toEqual({ b: 6, c: '8' });
  expect(
    changed([
      { name: 'new', before: undefined, isText: false, text: '' },
      { name: '', before: undefined, isText: false, text: 'x' },
    ]),
  ).toBeUndefined();
});
