import { describe, expect, test } from 'vitest';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const endless = '{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r';

/** Cannot tell whether it is done while x is 1, is done above. Tasks a, b and c are open in it, an event subprocess waits for "m". */
const held = (cancelRemaining: boolean, first = 'a') => {
  const builder = process()
    .startEvent('s')
    .adHoc('h', { completionCondition: `if x = 1 then ${endless} else x > 1`, begins: '["a", "b", "c"]', cancelRemaining }, (inside) => {
      inside.userTask('a').userTask('b').userTask('c');
      inside.subProcess(
        'event',
        (each) => each.startEvent('es', { message: 'm' }, { interrupting: false }).endEvent('ee').chain('es', 'ee'),
        {
          triggeredByEvent: true,
        },
      );
    })
    .userTask('after')
    .chain('s', 'h', 'after');
  const run = given(packageOf(builder)).start({ x: 1 });
  run.complete(first);
  expect(run.incidents).toMatchObject([{ element: 'h', trigger: { kind: 'ask' } }]);
  return run;
};
const retry = (run: Case, variables = {}) => run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables });

describe('an ad-hoc subprocess that cannot tell whether it is done', () => {
  test.each([
    ['a', 'b', 5, true, ['after']],
    ['b', 'c', 2, false, ['a']],
    ['c', 'a', 0, true, ['b']],
  ])('%s, then %s ends in it, x = %i: the retry asks again', (first, second, x, cancelRemaining, tasks) => {
    const run = held(cancelRemaining, first);
    run.complete(second, { x });
    expect([run.tasks.length, run.incidents.length]).toEqual([1, 1]);
    retry(run);
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
    for (const task of tasks) run.complete(task);
  });

  test.each([
    [0, ['b', 'c'], false],
    [-3, ['b', 'c'], true],
    [9, ['after'], true],
    [9, ['b', 'c'], false],
  ])('retried with x = %i', (x, tasks, cancelRemaining) => {
    const run = held(cancelRemaining);
    retry(run, { x });
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
    run.complete(run.tasks[0] as string, { x: 9 });
    while (run.tasks.length > 0) run.complete(run.tasks[0] as string);
    expect(run.status).toBe('completed');
  });

  test('an event subprocess ends in it', () => {
    const run = held(false);
    run.message('m');
    expect([run.tasks, run.incidents.length]).toEqual([['b', 'c'], 1]);
    run.complete('b');
    run.complete('c');
    retry(run, { x: 2 });
    expect([run.tasks, run.incidents]).toEqual([['after'], []]);
  });

  test('the last in it is taken away by hand, or the subprocess itself', () => {
    const run = held(false);
    run.as(chief).must({ type: 'modify', reason: 'x', cancel: [run.one('b').id, run.one('c').id], start: [] });
    expect([run.tasks, run.incidents.length]).toEqual([[], 1]);
    retry(run, { x: 2 });
    expect(run.tasks).toEqual(['after']);
    const other = held(false);
    other.as(chief).must({ type: 'modify', reason: 'x', cancel: [other.one('h').id], start: [{ element: 'after' }] });
    expect([other.tasks, other.incidents]).toEqual([['after'], []]);
  });

  test('nothing is begun in it, and it is not ended by hand', () => {
    const run = held(false).as(chief);
    const scope = run.one('h').id;
    expect(run.refused({ type: 'completeAdHoc', scope })).toMatchObject({ code: 'guard', message: expect.stringContaining('is held') });
    expect(run.refused({ type: 'startAdHoc', scope, element: 'a' }).code).toBe('guard');
    expect(run.refused({ type: 'modify', reason: 'x', cancel: [], start: [{ element: 'a' }] }).code).toBe('guard');
  });
});
