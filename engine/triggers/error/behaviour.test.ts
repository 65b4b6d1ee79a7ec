import { describe, expect, test } from 'vitest';
import { anna, boris, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const thrower = (code: string | null, boundaries: (string | null)[]) => {
  const builder = process()
    .startEvent('s')
    .subProcess('sub', (inner) => inner.startEvent('is').userTask('work').endEvent('thrown', { error: code }).chain('is', 'work', 'thrown'))
    .userTask('fine')
    .chain('s', 'sub', 'fine');
  for (const boundary of boundaries) {
    const id = `on ${boundary ?? 'any'}`;
    builder
      .boundaryEvent(id, 'sub', { error: boundary, codeVariable: 'code' })
      .userTask(`handle ${boundary ?? 'any'}`)
      .chain(id, `handle ${boundary ?? 'any'}`);
  }
  return packageOf(builder);
};

describe('error (P12)', () => {
  test.each([
    ['NO_STOCK', [null, 'NO_STOCK'], 'handle NO_STOCK'],
    ['OTHER', [null, 'NO_STOCK'], 'handle any'],
    ['NO_STOCK', ['NO_STOCK', null], 'handle NO_STOCK'],
    ['NO_STOCK', ['OTHER', 'NO_STOCK'], 'handle NO_STOCK'],
    [null, ['NO_STOCK', null], 'handle any'],
  ])('%s thrown, boundaries %j: %s', (code, boundaries, task) => {
    const run = given(thrower(code, boundaries)).start();
    run.complete('work');
    expect(run.tasks).toEqual([task]);
    expect(run.incidents).toEqual([]);
    expect(run.variables.code).toBe(code);
  });

  test.each([
    [null, ['NO_STOCK']],
    ['OTHER', ['NO_STOCK']],
    ['OTHER', []],
  ])('%s thrown, boundaries %j: an incident naming the element, the case is not silently ended', (code, boundaries) => {
    const run = given(thrower(code, boundaries)).start();
    run.complete('work');
    expect(run.incidents).toMatchObject([{ code: 'errorNotCaught', element: 'thrown' }]);
    expect(run.incidents[0]?.message).toContain('thrown');
    expect(run.status).toBe('open');
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toMatchObject([{ code: 'errorNotCaught' }]);
  });

  test('the innermost scope that catches it', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('outer', (o) =>
          o
            .startEvent('os')
            .subProcess('inner', (i) => i.startEvent('is').endEvent('thrown', { error: 'X' }).chain('is', 'thrown'))
            .boundaryEvent('inner any', 'inner', { error: null })
            .userTask('inside')
            .chain('os', 'inner')
            .chain('inner any', 'inside'),
        )
        .boundaryEvent('outer X', 'outer', { error: 'X' })
        .userTask('outside')
        .chain('s', 'outer')
        .chain('outer X', 'outside'),
    );
    expect(given(pkg).start().tasks).toEqual(['inside']);
  });

  test('a person at a task throws it; without a catcher the command is refused', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('pack', { groups: ['pre-sales'] })
        .boundaryEvent('none left', 'pack', { error: 'NO_STOCK', messageVariable: 'why' })
        .userTask('order')
        .chain('s', 'pack')
        .chain('none left', 'order'),
    );
    const run = given(pkg).start();
    const task = run.one('pack').id;
    expect(run.refused({ type: 'throwError', task, code: 'OTHER' })).toMatchObject({ code: 'invalidCommand', element: 'pack' });
    expect(run.as(boris).refused({ type: 'throwError', task, code: 'NO_STOCK' }).code).toBe('forbidden');
    run.as(anna).must({ type: 'throwError', task, code: 'NO_STOCK', message: 'shelf is empty', variables: { missing: 3 } });
    expect(run.tasks).toEqual(['order']);
    expect(run.variables).toMatchObject({ why: 'shelf is empty', missing: 3 });
    expect(run.of('taskCancelled')).toMatchObject([{ element: 'pack', reason: 'error:none left' }]);
  });

  test('an event subprocess of the scope comes before the boundary, and does not catch its own', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) =>
          inner
            .startEvent('is')
            .userTask('work')
            .userTask('beside')
            .parallel('f')
            .endEvent('thrown', { error: 'X' })
            .chain('is', 'f', 'work', 'thrown')
            .chain('f', 'beside')
            .subProcess(
              'handler',
              (h) =>
                h.startEvent('caught', { error: 'X' }).userTask('mend').endEvent('again', { error: 'X' }).chain('caught', 'mend', 'again'),
              {
                triggeredByEvent: true,
              },
            ),
        )
        .boundaryEvent('boundary', 'sub', { error: 'X' })
        .userTask('outside')
        .chain('s', 'sub')
        .chain('boundary', 'outside'),
    );
    const run = given(pkg).start();
    run.complete('work');
    expect(run.tasks).toEqual(['mend']);
    run.complete('mend');
    expect(run.tasks).toEqual(['outside']);
  });
});

const mending = (code: string | null, again: string | null, rounds: number) =>
  packageOf(
    process()
      .startEvent('s')
      .subProcess(
        'sub',
        (inner) =>
          inner
            .startEvent('is')
            .userTask('work')
            .endEvent('ie', { error: 'E' })
            .chain('is', 'work', 'ie')
            .subProcess(
              'esp',
              (x) => x.startEvent('xs', { error: code }).userTask('mend').endEvent('xe', { error: again }).chain('xs', 'mend', 'xe'),
              { triggeredByEvent: true },
            ),
        { loop: { kind: 'multi-instance', sequential: true, cardinality: String(rounds), events: [] } },
      )
      .boundaryEvent('edge', 'sub', { error: again === null ? null : again })
      .userTask('caught')
      .chain('s', 'sub')
      .chain('edge', 'caught'),
  );

test.each([
  ['E', 'E', 1],
  [null, 'E', 2],
  [null, null, 2],
  ['E', 'F', 3],
] as const)('an event subprocess for %s of a repeated subprocess throws %s: the edge catches it, %i rounds', (code, again, rounds) => {
  const run = given(mending(code, again, rounds)).start();
  run.complete('work');
  expect(run.tasks).toEqual(['mend']);
  run.complete('mend');
  expect([run.tasks, run.incidents]).toEqual([['caught'], []]);
});

describe('an error in what undoes', () => {
  const undoing = (edges: { sub?: boolean; handler?: boolean }) => {
    const builder = process()
      .startEvent('s')
      .subProcess('sub', (inner) => {
        inner
          .startEvent('is')
          .userTask('a')
          .userTask('una', {}, { forCompensation: true })
          .boundaryEvent('edge a', 'a', { compensate: { handler: 'una' } })
          .endEvent('ie')
          .chain('is', 'a', 'ie');
        if (edges.handler) inner.boundaryEvent('own', 'una', { error: 'E' }).userTask('by own').chain('own', 'by own');
      })
      .throwEvent('undo', { compensate: {} })
      .userTask('after')
      .chain('s', 'sub', 'undo', 'after');
    if (edges.sub) builder.boundaryEvent('edge', 'sub', { error: 'E' }).userTask('caught').chain('edge', 'caught');
    const run = given(packageOf(builder)).start();
    run.complete('a');
    return run;
  };

  test('is not caught at the edge of what had completed, which was left long ago', () => {
    const run = undoing({ sub: true });
    run.refused({ type: 'throwError', task: run.one('una').id, code: 'E' });
    expect(run.tasks).toEqual(['una']);
    run.complete('una');
    expect(run.tasks).toEqual(['after']);
  });

  test('is caught at the edge of the handler itself', () => {
    const run = undoing({ sub: true, handler: true });
    run.must({ type: 'throwError', task: run.one('una').id, code: 'E' });
    expect(run.tasks).toEqual(['by own']);
    run.complete('by own');
    expect(run.tasks).toEqual(['after']);
  });
});
