import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('end event', () => {
  test('the case ends with its last token, as what its end event says', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .endEvent('x', 'none', { outcome: 'won' })
        .endEvent('y')
        .chain('s', 'f', 'a', 'x')
        .chain('f', 'b', 'y'),
    );
    const run = given(pkg).start();
    run.complete('b');
    expect(run.status).toBe('open');
    run.complete('a');
    expect(run.of('instanceCompleted')).toMatchObject([{ outcome: 'won', element: 'x' }]);
    expect([run.live, run.state?.endedAt]).toEqual([[], run.now]);
  });

  test('terminate ends everything at once: tasks, timers, jobs, waiting tokens', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .serviceTask('c')
        .catchEvent('d', { timer: { duration: 'P1D' } })
        .task('e')
        .parallel('join')
        .endEvent('stop', 'terminate', { outcome: 'lost' })
        .chain('s', 'f', 'a', 'stop')
        .chain('f', 'b', 'join')
        .chain('f', 'c')
        .chain('f', 'd')
        .chain('f', 'e', 'join'),
    );
    const run = given(pkg).start();
    const { effects } = run.complete('a');
    expect(run.status).toBe('completed');
    expect(effects).toMatchObject([{ type: 'cancelJob' }]);
    expect(run.of('instanceCompleted')).toMatchObject([{ outcome: 'lost', element: 'stop' }]);
    expect(run.of('timerCancelled')).toHaveLength(1);
    expect(run.of('taskCancelled')).toMatchObject([{ element: 'b', reason: 'terminated:stop' }]);
  });

  test('terminate takes back tokens that were on their way', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .endEvent('stop', 'terminate')
        .userTask('a')
        .task('t')
        .userTask('b')
        .chain('s', 'f', 'stop')
        .chain('f', 'a')
        .chain('f', 't', 'b'),
    );
    const run = given(pkg).start();
    expect(run.status).toBe('completed');
    expect(run.of('taskCreated')).toEqual([]);
  });
});
