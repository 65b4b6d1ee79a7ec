import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const called = (tasks: number) => {
  const verify = process('verify').startEvent('vs').endEvent('ve');
  let before = 'vs';
  for (let task = 1; task <= tasks; task += 1) {
    verify.userTask(`verify${task}`).flow(before, `verify${task}`);
    before = `verify${task}`;
  }
  return verify.flow(before, 've');
};
const sale = (options: Parameters<ReturnType<typeof process>['callActivity']>[2] = {}) =>
  process('sale')
    .startEvent('s')
    .userTask('before')
    .callActivity('call', 'verify', options)
    .userTask('after')
    .chain('s', 'before', 'call', 'after');

describe('call activity', () => {
  test.each([1, 2, 3])('runs the process of its own package, however many versions came after (P17, %d tasks)', (tasks) => {
    const one = packageOf([sale(), called(tasks)], { hash: 'one' });
    const two = packageOf([sale(), called(tasks + 1)], { hash: 'two' });
    const packages = { one, two };
    const s1 = given(one, { packages }).start({}, { packageHash: 'one' });
    const s2 = given(two, { packages }).start({}, { packageHash: 'two' });
    for (const [run, expected, hash] of [
      [s1, tasks, 'one'],
      [s2, tasks + 1, 'two'],
    ] as const) {
      run.complete('before');
      expect(run.all('verify')).toMatchObject([{ packageHash: hash, process: 'verify' }]);
      for (let task = 1; task <= expected; task += 1) run.complete(`verify${task}`);
      expect(run.tasks).toEqual(['after']);
    }
  });

  test('sees only its inputs, gives back only its outputs', () => {
    const run = given(packageOf([sale({ inputs: { id: 'order' }, outputs: { result: 'verdict' } }), called(1)])).start({
      order: 7,
      secret: 'x',
    });
    run.complete('before');
    expect(run.one('verify').variables).toEqual({ id: 7 });
    run.complete('verify1', { verdict: 'good', secret: 'changed', own: 1 });
    expect(run.variables).toEqual({ order: 7, secret: 'x', result: 'good', lastActor: 'anna' });
  });

  test('propagateAll shows it everything, and keeps what it writes inside', () => {
    const inner = process('verify').startEvent('vs').userTask('look', { assignee: 'secret' }).endEvent('ve').chain('vs', 'look', 've');
    const run = given(packageOf([sale({ propagateAll: true }), inner])).start({ secret: 'anna' });
    run.complete('before');
    expect(run.one('look').task?.assignee).toBe('anna');
    run.complete('look', { secret: 'changed' });
    expect(run.variables.secret).toBe('anna');
  });

  test('what it was not given it does not see', () => {
    const inner = process('verify').startEvent('vs').userTask('look', { assignee: 'secret' }).chain('vs', 'look');
    const run = given(packageOf([sale({ inputs: { id: '1' } }), inner])).start({ secret: 'anna' });
    run.complete('before');
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 'look' }]);
  });

  test('an interrupting boundary ends everything in the call', () => {
    const timed = sale()
      .boundaryEvent('late', 'call', { timer: { duration: 'PT1H' } })
      .userTask('chase')
      .chain('late', 'chase');
    const run = given(packageOf([timed, called(1)])).start();
    run.complete('before');
    run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['chase']);
    expect(run.of('elementTerminated').map((fact) => fact.element)).toEqual(['verify1', 'verify', 'call']);
  });

  test('an error inside is caught at the call, past what it called itself', () => {
    const inner = process('verify').startEvent('vs').endEvent('ve', { error: 'BAD' }).chain('vs', 've');
    const middle = process('middle').startEvent('ms').callActivity('deeper', 'verify').chain('ms', 'deeper');
    const outer = process('sale')
      .startEvent('s')
      .callActivity('call', 'middle')
      .boundaryEvent('bad', 'call', { error: 'BAD' })
      .userTask('mend')
      .chain('s', 'call')
      .chain('bad', 'mend');
    const run = given(packageOf([outer, middle, inner])).start();
    expect(run.tasks).toEqual(['mend']);
  });

  test('a process that calls itself without end is an incident', () => {
    const run = given(packageOf(process('sale').startEvent('s').callActivity('call', 'sale').chain('s', 'call'))).start();
    expect(run.incidents).toMatchObject([{ code: 'callDepth', element: 'call' }]);
  });
});
