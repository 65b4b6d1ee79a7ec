import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

/** P14: inputs are local, names of its own stay inside, names of the process are the process's. */
const pkg = packageOf(
  process()
    .startEvent('s')
    .subProcess('sub', (inner) => inner.startEvent('is').userTask('inside').endEvent('ie').chain('is', 'inside', 'ie'), {
      inputs: { v1: '"a"', v2: '"b"' },
    })
    .boundaryEvent('told', 'sub', { message: 'told' }, { interrupting: false })
    .endEvent('te')
    .userTask('after')
    .chain('s', 'sub', 'after')
    .chain('told', 'te'),
);

describe('subprocess', () => {
  test('local variables do not leak, those of the process are written through (P14)', () => {
    const run = given(pkg).start({ v1: 'keep' });
    expect(run.one('sub').variables).toEqual({ v1: 'a', v2: 'b' });
    run.message('told', { x: 1 });
    expect(run.variables).toMatchObject({ v1: 'keep', x: 1 });
    run.message('told', { x: 2 });
    run.complete('inside', { v2: 'c' });
    expect(run.variables).toEqual({ v1: 'keep', x: 2, lastActor: 'anna' });
    expect(run.tasks).toEqual(['after']);
  });

  test.each([
    ['v1', 'changed inside'],
    ['v2', 7],
  ])('what the inner task writes to %s is seen inside and gone after', (name, value) => {
    const two = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) => inner.startEvent('is').userTask('one').userTask('two').chain('is', 'one', 'two'), {
          inputs: { v1: '"a"', v2: '"b"' },
          outputs: { seen: '[v1, v2]' },
        })
        .userTask('after')
        .chain('s', 'sub', 'after'),
    );
    const run = given(two).start({ v1: 'keep' });
    run.complete('one', { [name]: value });
    expect(run.one('sub').variables?.[name]).toBe(value);
    run.complete('two', {}, {});
    expect(run.variables.v1).toBe('keep');
    expect(run.variables.v2).toBeUndefined();
    expect(run.variables.seen).toContain(value);
  });

  test('ends when nothing is left in it, whatever ended last', () => {
    const forked = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) =>
          inner
            .startEvent('is')
            .parallel('f')
            .userTask('a')
            .userTask('b')
            .endEvent('x')
            .endEvent('y')
            .chain('is', 'f', 'a', 'x')
            .chain('f', 'b', 'y'),
        )
        .userTask('after')
        .chain('s', 'sub', 'after'),
    );
    const run = given(forked).start();
    run.complete('b');
    expect(run.tasks).toEqual(['a']);
    run.complete('a');
    expect(run.tasks).toEqual(['after']);
  });

  test('a terminate end event ends its subprocess alone, which goes on', () => {
    const ended = packageOf(
      process()
        .startEvent('s')
        .parallel('out')
        .userTask('outside')
        .subProcess('sub', (inner) =>
          inner
            .startEvent('is')
            .parallel('f')
            .userTask('a')
            .userTask('b')
            .endEvent('stop', 'terminate')
            .chain('is', 'f', 'a', 'stop')
            .chain('f', 'b'),
        )
        .userTask('after')
        .chain('s', 'out', 'sub', 'after')
        .chain('out', 'outside'),
    );
    const run = given(ended).start();
    run.complete('a');
    expect(run.tasks).toEqual(['after', 'outside']);
    expect(run.of('taskCancelled')).toMatchObject([{ element: 'b', reason: 'terminated:stop' }]);
  });

  test('without start event every element nothing leads to begins', () => {
    const bare = packageOf(process().subProcess('sub', (inner) => inner.userTask('a').userTask('b').userTask('c').chain('a', 'c')));
    const run = given(bare).start();
    expect(run.tasks).toEqual(['a', 'b']);
    run.complete('a');
    run.complete('b');
    run.complete('c');
    expect(run.status).toBe('completed');
  });

  test('an empty one passes', () => {
    expect(
      given(
        packageOf(
          process()
            .startEvent('s')
            .subProcess('sub', () => {})
            .userTask('t')
            .chain('s', 'sub', 't'),
        ),
      ).start().tasks,
    ).toEqual(['t']);
  });
});
