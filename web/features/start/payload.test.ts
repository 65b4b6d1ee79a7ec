import { expect, test } from 'vitest';
import { readPayload } from './payload.ts';

test.each([
  ['', {}],
  ['amount: 120\nwho = Jan Kowalski\n\npaid: true', { amount: 120, who: 'Jan Kowalski', paid: true }],
  ['at: 10:30', { at: '10:30' }],
  ['{"a": {"b": [1]}}', { a: { b: [1] } }],
])('%j', (text, value) => {
  expect(readPayload(text)).toEqual({ ok: true, value });
});

test.each([
  ['amount: 1\nnonsense', 2],
  ['{"a": 1', 1],
  [': 5', 1],
])('%j is refused at line %i', (text, line) => {
  expect(readPayload(text)).toEqual({ ok: false, line });
});
