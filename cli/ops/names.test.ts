import { expect, test } from 'vitest';
import { likeness, stepText } from './names.ts';

test('words that are spelt alike are near, others are not', () => {
  expect(likeness('offer', 'offer')).toBe(1);
  expect(likeness('offfer', 'offer')).toBeGreaterThan(0.7);
  expect(likeness('presalescall', 'call')).toBeGreaterThan(0.7);
  expect(likeness('звонок', 'звонк')).toBeGreaterThan(0.5);
  expect(likeness('offer', 'call')).toBeLessThan(0.35);
  expect(likeness('', 'call')).toBe(0);
});

test('an element is told by its name and id, once where they are the same', () => {
  expect(stepText({ id: 'call', name: 'Pre-sales call' })).toBe('Pre-sales call (call)');
  expect(stepText({ id: 'call', name: null })).toBe('call');
  expect(stepText({ id: 'call', name: 'call' })).toBe('call');
});
