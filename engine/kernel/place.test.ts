import { describe, expect, test } from 'vitest';
import type { ModifyCommand } from '../contract/index.ts';
import { chief, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const into = (element: string, more: Partial<ModifyCommand['start'][number]> = {}): ModifyCommand => ({
  type: 'modify',
  reason: 'x',
  cancel: [],
  start: [{ element, ...more }],
});

describe('a start by hand', () => {
  test.each([
    ['could not end', 't', { outputs: { y: 'missing' } }],
    ['could not end', 'u', { outputs: { y: 'missing' } }],
    ['could not begin', 'u', { inputs: { y: 'missing' } }],
  ])('in a subprocess that %s is refused: it goes on by its retry (%s)', (how, element, mapping) => {
    const run = given(
      packageOf(
        process()
          .startEvent('s')
          .userTask('z')
          .subProcess('sub', (inside) => inside.startEvent('is').userTask('t').userTask('u').chain('is', 't', 'u'), mapping)
          .chain('s', 'z', 'sub'),
      ),
    ).start({});
    run.complete('z');
    if (how === 'could not end') for (const task of ['t', 'u']) run.complete(task);
    expect(run.incidents).toHaveLength(1);
    const { code, message } = run.as(chief).refused(into(element));
    expect([code, message]).toEqual(['guard', expect.stringContaining('held by an incident')]);
    expect(run.all('sub')).toHaveLength(1);
    // Taken away in the same step, there is none of it: a new one is entered.
    run.must({ type: 'setVariables', reason: 'x', variables: { missing: 1 } });
    run.must({ ...into(element), cancel: [run.one('sub').id] });
    expect([run.tasks, run.incidents]).toEqual([[element], []]);
  });

  const nested = packageOf(
    process()
      .startEvent('s')
      .userTask('z')
      .subProcess('outer', (inside) =>
        inside
          .startEvent('os')
          .subProcess('sub', (inner) => inner.startEvent('is').userTask('t').userTask('u').chain('is', 't', 'u'))
          .chain('os', 'sub'),
      )
      .chain('s', 'z', 'outer'),
  );
  test.each(['t', 'u'])('with variables that do not fit is refused: %s', (element) => {
    const run = given(nested).start({}).as(chief);
    const before = run.state;
    expect(run.refused(into(element, { variables: { big: 'x'.repeat(600_000) } })).message).toContain('big');
    expect(run.state).toBe(before);
    run.must(into(element, { variables: { big: 'fits' } }));
    expect(run.tasks).toEqual([element, 'z']);
    expect(run.one('sub').variables).toEqual({ big: 'fits' });
  });

  test.each([true, false])('at an event subprocess is refused: only its event begins it (interrupting %s)', (interrupting) => {
    const builder = process().startEvent('s').userTask('z').chain('s', 'z');
    builder.subProcess(
      'event',
      (inside) => inside.startEvent('es', { message: 'm' }, { interrupting }).userTask('w').endEvent('ee').chain('es', 'w', 'ee'),
      { triggeredByEvent: true },
    );
    const run = given(packageOf(builder)).start({}).as(chief);
    expect(run.refused(into('event'))).toMatchObject({ code: 'invalidCommand', element: 'event' });
    run.must(into('w'));
    expect([run.tasks, run.incidents]).toEqual([['w', 'z'], []]);
  });
});
