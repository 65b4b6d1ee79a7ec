import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

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

describe('an interrupting event subprocess whose condition holds at the start takes the place of what would begin', () => {
  const watched = (inner: ProcessBuilder, interrupting = true) =>
    inner.subProcess(
      'esp',
      (x) => x.startEvent('xs', { condition: 'q = 1' }, { interrupting }).userTask('w').endEvent('xe').chain('xs', 'w', 'xe'),
      { triggeredByEvent: true },
    );
  const pkg = (interrupting = true) =>
    packageOf(
      watched(
        process()
          .startEvent('s')
          .startEvent('m', { message: 'm' })
          .startEvent('g', { signal: 'g' })
          .startEvent('both', { all: [{ message: 'm1' }, { message: 'm2' }] })
          .userTask('a')
          .userTask('b')
          .subProcess('sub', (i) =>
            i
              .startEvent('is')
              .userTask('t')
              .subProcess('deep', (j) => j.userTask('u'))
              .chain('is', 't', 'deep'),
          )
          .chain('s', 'a', 'b', 'sub')
          .chain('m', 'a')
          .chain('g', 'a')
          .chain('both', 'a'),
        interrupting,
      ),
    );

  const ways: [string, object, string[]][] = [
    ['a plain one', {}, ['a']],
    ['one at an element', { element: 'b' }, ['b']],
    ['one within a subprocess', { element: 't' }, ['t']],
    ['one deep within', { element: 'u' }, ['u']],
    ['one by a message', { message: { name: 'm', payload: {} } }, ['a']],
    ['one by a signal', { signal: { name: 'g', payload: {} } }, ['a']],
    ['one by the first of two messages', { message: { name: 'm1', payload: {} } }, []],
  ];

  test.each(ways)('%s', (_, how) => {
    const run = given(pkg()).start({ q: 1 }, how);
    expect(run.tasks).toEqual(['w']);
    expect(run.live.some((each) => each.subscriptions)).toBe(false);
    run.complete('w');
    expect(run.status).toBe('completed');
  });

  test.each(ways)('%s: a non-interrupting one goes on beside it', (_, how, begun) => {
    expect(given(pkg(false)).start({ q: 1 }, how).tasks).toEqual([...begun, 'w']);
    expect(given(pkg(true)).start({ q: 2 }, how).tasks).toEqual(begun);
  });

  test('what the message brings is seen', () => {
    const run = given(pkg()).start({ q: 2 }, { message: { name: 'm', payload: { q: 1 } } });
    expect(run.tasks).toEqual(['w']);
  });
});
