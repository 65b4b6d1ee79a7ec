import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('parallel gateway', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .parallel('fork')
      .userTask('a')
      .userTask('b')
      .userTask('c')
      .parallel('join')
      .userTask('after')
      .chain('s', 'fork', 'a', 'join', 'after')
      .chain('fork', 'b', 'join')
      .chain('fork', 'c', 'join'),
  );

  test.each([[['a', 'b', 'c']], [['c', 'a', 'b']], [['b', 'c', 'a']]])('waits for every branch, in whatever order: %j', (order) => {
    const run = given(pkg).start();
    expect(run.tasks).toEqual(['a', 'b', 'c']);
    for (const task of order.slice(0, 2)) run.complete(task);
    expect(run.tasks).toEqual([order[2]]);
    run.complete(order[2] as string);
    expect(run.tasks).toEqual(['after']);
    expect(run.path.filter((id) => id === 'join')).toHaveLength(1);
  });

  test('two tokens on one flow wait for the other flow one by one', () => {
    const twice = packageOf(
      process()
        .startEvent('s')
        .parallel('fork')
        .exclusive('merge')
        .userTask('b')
        .parallel('join')
        .userTask('after')
        .flow('s', 'fork')
        .flow('fork', 'merge', { id: 'one' })
        .flow('fork', 'merge', { id: 'two' })
        .chain('fork', 'b', 'join')
        .chain('merge', 'join', 'after'),
    );
    const run = given(twice).start();
    expect(run.tasks).toEqual(['b']);
    run.complete('b');
    expect(run.tasks).toEqual(['after']);
    expect(run.one('main').arrived).toEqual({ join: { 'merge->join': 1 } });
    run.complete('after');
    expect(run.status).toBe('open');
  });

  test('conditions on its flows do not count', () => {
    const conditional = packageOf(
      process()
        .startEvent('s')
        .parallel('fork')
        .userTask('a')
        .userTask('b')
        .flow('s', 'fork')
        .flow('fork', 'a', { condition: 'false' })
        .flow('fork', 'b'),
    );
    expect(given(conditional).start().tasks).toEqual(['a', 'b']);
  });

  test('ids that objects give a meaning are ids', () => {
    const odd = packageOf(
      process()
        .startEvent('s')
        .parallel('constructor')
        .userTask('a')
        .userTask('toString')
        .parallel('__proto__')
        .userTask('after')
        .flow('s', 'constructor')
        .flow('constructor', 'a')
        .flow('constructor', 'toString')
        .flow('a', '__proto__', { id: '__proto__' })
        .flow('toString', '__proto__', { id: 'hasOwnProperty' })
        .flow('__proto__', 'after'),
    );
    const run = given(odd).start();
    run.complete('a');
    expect(run.tasks).toEqual(['toString']);
    run.complete('toString');
    expect(run.tasks).toEqual(['after']);
  });
});
