import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('start', () => {
  test('several start events without trigger: a token at each', () => {
    const run = given(
      packageOf(process().startEvent('s1').startEvent('s2').userTask('a').userTask('b').chain('s1', 'a').chain('s2', 'b')),
    ).start();
    expect(run.tasks).toEqual(['a', 'b']);
  });

  test('no start event: whatever no flow leads to', () => {
    expect(given(packageOf(process().userTask('a').userTask('b').userTask('c').chain('a', 'b'))).start().tasks).toEqual(['a', 'c']);
  });

  test('at an element, with given variables', () => {
    const pkg = packageOf(process().startEvent('s').userTask('a').userTask('b').chain('s', 'a', 'b'));
    const run = given(pkg).start({ x: 1 }, { element: 'b' });
    expect([run.tasks, run.variables, run.path]).toEqual([['b'], { x: 1 }, ['b']]);
  });

  test.each([
    [{ element: 'nowhere' }, 'notFound'],
    [{ process: 'other' }, 'notFound'],
    [{ packageHash: 'no such' }, 'notFound'],
    [{ instanceId: '' }, 'invalidCommand'],
    [{ variables: JSON.parse('{"__proto__": 1}') }, 'invalidCommand'],
    [{ records: [{ alias: '__proto__', type: 'lead', id: 'L', relation: 'owns' as const }] }, 'invalidCommand'],
    [{ variables: { big: 'x'.repeat(600_000) } }, 'tooLarge'],
    [{ variables: Object.fromEntries(Array.from({ length: 5 }, (_, number) => [`v${number}`, 'x'.repeat(500_000)])) }, 'tooLarge'],
  ])('refused: %#', (more, code) => {
    const pkg = packageOf(process().startEvent('s').userTask('a').chain('s', 'a'));
    const refused = given(pkg).refused({ type: 'start', instanceId: 'i1', variables: {}, records: [], ...more });
    expect(refused.code).toBe(code);
  });

  test('once only', () => {
    const run = given(packageOf(process().startEvent('s').userTask('a').chain('s', 'a'))).start();
    expect(run.refused({ type: 'start', instanceId: 'i1', variables: {}, records: [] }).code).toBe('alreadyStarted');
    expect(given(packageOf(process())).refused({ type: 'advance' }).code).toBe('notFound');
  });
});
