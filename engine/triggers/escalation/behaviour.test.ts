import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const inside = (interrupting: boolean, code: string | null, thrown: 'throw' | 'end') =>
  packageOf(
    process()
      .startEvent('s')
      .subProcess('sub', (inner) => {
        inner.startEvent('is').userTask('go');
        if (thrown === 'end') inner.endEvent('up', { escalation: 'E' }).chain('is', 'go', 'up');
        else inner.throwEvent('up', { escalation: 'E' }).userTask('on').chain('is', 'go', 'up', 'on');
      })
      .boundaryEvent('caught', 'sub', { escalation: code }, { interrupting })
      .userTask('boss')
      .userTask('after')
      .chain('s', 'sub', 'after')
      .chain('caught', 'boss'),
  );

describe('escalation', () => {
  test.each([
    [true, 'E', 'throw', ['boss']],
    [false, 'E', 'throw', ['boss', 'on']],
    [false, null, 'throw', ['boss', 'on']],
    [false, 'F', 'throw', ['on']],
    [true, 'E', 'end', ['boss']],
    [false, 'E', 'end', ['after', 'boss']],
    [false, 'F', 'end', ['after']],
  ] as const)('interrupting %s, caught by %s, from a %s event: %j', (interrupting, code, thrown, tasks) => {
    const run = given(inside(interrupting, code, thrown)).start();
    run.complete('go');
    expect(run.tasks).toEqual(tasks);
    expect(run.incidents).toEqual([]);
    expect(run.of('escalationThrown')).toMatchObject([{ code: 'E', ...(code === 'F' ? {} : { caughtBy: 'caught' }) }]);
  });

  test('the innermost that fits catches it, and only that one; an event subprocess comes before the edge', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) =>
          inner
            .startEvent('is')
            .throwEvent('up', { escalation: 'E' })
            .userTask('on')
            .chain('is', 'up', 'on')
            .subProcess(
              'handle',
              (event) => event.startEvent('es', { escalation: 'E' }, { interrupting: false }).userTask('look').chain('es', 'look'),
              { triggeredByEvent: true },
            ),
        )
        .boundaryEvent('caught', 'sub', { escalation: null })
        .userTask('boss')
        .chain('s', 'sub')
        .chain('caught', 'boss'),
    );
    expect(given(pkg).start().tasks).toEqual(['look', 'on']);
  });

  test('a person may escalate: the task stays, unless the catcher interrupts; nobody who catches it is a refusal', () => {
    const pkg = (interrupting: boolean) =>
      packageOf(
        process()
          .startEvent('s')
          .userTask('call')
          .boundaryEvent('up', 'call', { escalation: 'HELP' }, { interrupting })
          .userTask('boss')
          .chain('s', 'call')
          .chain('up', 'boss'),
      );
    for (const interrupting of [true, false]) {
      const run = given(pkg(interrupting)).start();
      const task = run.one('call').id;
      expect(run.refused({ type: 'escalate', task, code: 'OTHER' }).message).toContain('OTHER');
      run.must({ type: 'escalate', task, code: 'HELP', variables: { why: 'angry' } });
      expect(run.tasks).toEqual(interrupting ? ['boss'] : ['boss', 'call']);
      expect(run.variables.why).toBe('angry');
    }
  });
});

test.each([[true], [false]])(
  'what the event subprocess of a repeated subprocess raises goes to the edge, interrupting %s',
  (interrupting) => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess(
          'sub',
          (inner) =>
            inner
              .startEvent('is')
              .throwEvent('up', { escalation: 'E' })
              .userTask('work')
              .chain('is', 'up', 'work')
              .subProcess(
                'esp',
                (x) =>
                  x
                    .startEvent('xs', { escalation: null }, { interrupting })
                    .userTask('look')
                    .endEvent('xe', { escalation: 'F' })
                    .chain('xs', 'look', 'xe'),
                { triggeredByEvent: true },
              ),
          { loop: { kind: 'multi-instance', sequential: true, cardinality: '1', events: [] } },
        )
        .boundaryEvent('edge', 'sub', { escalation: null })
        .userTask('boss')
        .chain('s', 'sub')
        .chain('edge', 'boss'),
    );
    const run = given(pkg).start();
    run.complete('look');
    expect(run.tasks).toEqual(['boss']);
  },
);
