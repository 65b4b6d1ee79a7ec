import { afterAll, expect, test, vi } from 'vitest';
import { takeBackRefusal } from './take-back-refusal.ts';

vi.mock('../../components/problem-text.ts', () => ({ problemText: (problem: { message: string }) => problem.message }));
// Other files of this worker load it, too.
afterAll(() => {
  vi.doUnmock('../../components/problem-text.ts');
  vi.resetModules();
});
const said = (code: string, params?: Record<string, unknown>) => takeBackRefusal({ code, message: 'As it was said', params }, (key) => key);

test('what cannot be taken back says why', () => {
  expect(said('irrevocable', { why: 'jobBegun' })).toBe('takeBack.jobBegun');
  expect(said('irrevocable', { why: 'nothing' })).toBe('takeBack.nothing');
  expect(said('forbidden', { actor: 'ivan' })).toBe('takeBack.notYours');
});

test('a reason without words of its own is said as any other problem', () => {
  expect(said('irrevocable', { why: 'later' })).toBe('As it was said');
  expect(said('notFound', { why: 'nothing' })).toBe('As it was said');
});
