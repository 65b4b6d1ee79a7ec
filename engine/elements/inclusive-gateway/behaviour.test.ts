import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

/** Split to A, B, C by wish; A may be ended by its timer, which leads to an end event (P11). */
const offers = () =>
  packageOf(
    process()
      .startEvent('s')
      .inclusive('split')
      .userTask('A')
      .userTask('B')
      .userTask('C')
      .inclusive('join')
      .userTask('D')
      .endEvent('e')
      .boundaryEvent('late', 'A', { timer: { duration: 'PT1H' } })
      .endEvent('gone')
      .flow('s', 'split')
      .flow('split', 'A', { condition: 'wantsInsurance' })
      .flow('split', 'B', { condition: 'wantsDelivery' })
      .flow('split', 'C', { condition: 'wantsCredit' })
      .chain('A', 'join')
      .chain('B', 'join')
      .chain('C', 'join', 'D', 'e')
      .chain('late', 'gone'),
  );

const wishes = (...wanted: string[]) => ({
  wantsInsurance: wanted.includes('A'),
  wantsDelivery: wanted.includes('B'),
  wantsCredit: wanted.includes('C'),
});

describe('inclusive gateway (P11)', () => {
  test.each([
    [
      ['A', 'B'],
      ['B', 'A'],
    ],
    [
      ['A', 'B'],
      ['A', 'B'],
    ],
    [
      ['A', 'B', 'C'],
      ['C', 'A', 'B'],
    ],
    [
      ['C', 'B'],
      ['C', 'B'],
    ],
    [['A'], ['A']],
  ])('chosen %j, completed %j: one D after the last', (chosen, order) => {
    const run = given(offers()).start(wishes(...chosen));
    expect(run.tasks).toEqual([...chosen].sort());
    for (const [position, task] of order.entries()) {
      expect(run.all('D')).toHaveLength(0);
      run.complete(task);
      if (position < order.length - 1) expect(run.all('D')).toHaveLength(0);
    }
    expect(run.tasks).toEqual(['D']);
    expect(run.path.filter((id) => id === 'D')).toHaveLength(1);
    run.complete('D');
    expect(run.status).toBe('completed');
  });

  test.each([['timer first'], ['task first']])('a branch ended by its timer is waited for no longer (%s)', (order) => {
    const run = given(offers()).start(wishes('A', 'B'));
    if (order === 'task first') run.complete('B');
    expect(run.all('D')).toHaveLength(0);
    run.advance('2027-02-01T11:00:00Z');
    if (order === 'timer first') {
      expect(run.tasks).toEqual(['B']);
      run.complete('B');
    }
    expect(run.tasks).toEqual(['D']);
    expect(run.path).not.toContain('C');
  });

  test('no condition true and no default: an incident at the gateway', () => {
    const run = given(offers()).start(wishes());
    expect(run.incidents).toMatchObject([{ code: 'noFlow', element: 'split' }]);
  });

  test('a token that runs in a circle through the gateway does not block it', () => {
    const circle = packageOf(
      process()
        .startEvent('s')
        .inclusive('again')
        .userTask('work')
        .exclusive('enough')
        .endEvent('e')
        .chain('s', 'again', 'work', 'enough')
        .flow('enough', 'again', { condition: 'not(done)' })
        .flow('enough', 'e', { default: true }),
    );
    const run = given(circle).start({ done: false });
    for (let round = 0; round < 3; round += 1) run.complete('work', { done: false });
    expect(run.tasks).toEqual(['work']);
    run.complete('work', { done: true });
    expect(run.status).toBe('completed');
  });

  test('a branch that may still loop before the join is waited for', () => {
    const loop = packageOf(
      process()
        .startEvent('s')
        .inclusive('split')
        .userTask('A')
        .userTask('B')
        .exclusive('ok')
        .inclusive('join')
        .userTask('D')
        .flow('s', 'split')
        .flow('split', 'A', { condition: 'true' })
        .flow('split', 'B', { condition: 'true' })
        .chain('A', 'ok')
        .flow('ok', 'A', { condition: 'again' })
        .flow('ok', 'join', { default: true })
        .chain('B', 'join', 'D'),
    );
    const run = given(loop).start({ again: true });
    run.complete('B');
    run.complete('A', { again: true });
    run.complete('A', { again: true });
    expect(run.tasks).toEqual(['A']);
    run.complete('A', { again: false });
    expect(run.tasks).toEqual(['D']);
  });

  test('two joins that wait only for each other do not wait for ever', () => {
    const ring = packageOf(
      process()
        .startEvent('s')
        .parallel('fork')
        .inclusive('one')
        .inclusive('two')
        .userTask('x')
        .userTask('y')
        .chain('s', 'fork', 'one', 'x', 'two')
        .chain('fork', 'two', 'y', 'one'),
    );
    const run = given(ring).start();
    expect(run.tasks.length).toBeGreaterThan(0);
    expect(run.status).toBe('open');
  });

  test('in a subprocess it looks only at the tokens there', () => {
    const nested = packageOf(
      process()
        .startEvent('s')
        .parallel('fork')
        .userTask('outside')
        .subProcess('sub', (inner) =>
          inner
            .startEvent('is')
            .inclusive('split')
            .userTask('A')
            .userTask('B')
            .inclusive('join')
            .endEvent('ie')
            .flow('is', 'split')
            .flow('split', 'A', { condition: 'true' })
            .flow('split', 'B', { condition: 'false' })
            .chain('A', 'join', 'ie')
            .chain('B', 'join'),
        )
        .userTask('after')
        .chain('s', 'fork', 'sub', 'after')
        .flow('fork', 'outside'),
    );
    const run = given(nested).start();
    run.complete('A');
    expect(run.tasks).toEqual(['after', 'outside']);
  });
});
