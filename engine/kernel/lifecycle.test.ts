import { expect, test } from 'vitest';
import { lifecycle, nextLifecycle } from './lifecycle.ts';

test('every state can be terminated; only an active one completes', () => {
  expect(Object.entries(lifecycle).filter(([, events]) => events.terminate !== 'gone')).toEqual([]);
  expect(Object.entries(lifecycle).flatMap(([from, events]) => (events.complete ? [from] : []))).toEqual(['active']);
});

test('what is not in the table throws', () => {
  expect(nextLifecycle('activating', 'resume')).toBe('active');
  expect(() => nextLifecycle('terminating', 'resume')).toThrow(/resume is not allowed while terminating/);
});
