import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const edge = (interrupting: boolean) =>
  packageOf(
    process()
      .startEvent('s')
      .parallel('f')
      .userTask('set')
      .userTask('work')
      .boundaryEvent('rich', 'work', { condition: 'amount > 100' }, { interrupting })
      .userTask('special')
      .userTask('set again')
      .chain('s', 'f', 'work')
      .chain('f', 'set', 'set again')
      .chain('rich', 'special'),
  );

describe('conditional event', () => {
  test('happens when a command makes it true; a variable that is not there does not', () => {
    const run = given(edge(true)).start();
    expect(run.tasks).toEqual(['set', 'work']);
    run.complete('set', { amount: 50 });
    expect(run.tasks).toEqual(['set again', 'work']);
    run.complete('set again', { amount: 500 });
    expect(run.tasks).toEqual(['special']);
  });

  test('true already when it begins to wait: at once', () => {
    expect(given(edge(true)).start({ amount: 101 }).tasks).toEqual(['set', 'special']);
    const caught = packageOf(process().startEvent('s').catchEvent('c', { condition: 'n = 1' }).userTask('a').chain('s', 'c', 'a'));
    expect(given(caught).start({ n: 1 }).tasks).toEqual(['a']);
    expect(given(caught).start({ n: 2 }).tasks).toEqual([]);
  });

  test('a non-interrupting one happens again only after it was false', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('work')
        .boundaryEvent('rich', 'work', { condition: 'deal.amount > 100' }, { interrupting: false })
        .userTask('special')
        .chain('s', 'work')
        .chain('rich', 'special'),
    );
    const run = given(pkg, { records: [{ alias: 'deal', type: 'deal', id: 'D', version: 1, fields: { amount: 1 } }] }).start();
    for (const [amount, times] of [
      [200, 1],
      [300, 1],
      [50, 1],
      [150, 2],
    ] as const) {
      run.must({ type: 'changeRecord', alias: 'deal', patch: { amount } });
      expect(run.all('special')).toHaveLength(times);
    }
  });

  test('an event subprocess may interrupt the scope before anything in it moves', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('never')
        .chain('s', 'never')
        .subProcess('event', (inner) => inner.startEvent('es', { condition: 'n = 1' }).userTask('instead').chain('es', 'instead'), {
          triggeredByEvent: true,
        }),
    );
    expect(given(pkg).start({ n: 1 }).path).not.toContain('never');
    expect(given(pkg).start({ n: 2 }).tasks).toEqual(['never']);
  });

  test('a process begins by the condition that holds', () => {
    const pkg = packageOf(
      process()
        .startEvent('small', { condition: 'n < 10' })
        .startEvent('big', { condition: 'n >= 10' })
        .userTask('a')
        .userTask('b')
        .chain('small', 'a')
        .chain('big', 'b'),
    );
    expect(given(pkg).start({ n: 12 }).tasks).toEqual(['b']);
    expect(() => given(pkg).start({})).toThrow('No start condition');
  });
});
