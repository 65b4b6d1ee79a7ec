import { expect, test } from 'vitest';
import { storable } from './storable.ts';

test.each([
  ['whole 😀', 'whole 😀'],
  ['\0a\ud83d', '\ufffda\ufffd'],
  ['\ude00\ud83d', '\ufffd\ufffd'],
])('%j is stored as %j', (text, expected) => {
  expect(storable(text)).toBe(expected);
});
