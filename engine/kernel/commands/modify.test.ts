import { describe, expect, test } from 'vitest';
import { anna, chief, given } from '../testing/case.ts';
import { packageOf, process } from '../testing/process-builder.ts';

/** A task, then a subprocess with another in it, then a last task. */
const nested = () =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('first')
      .subProcess(
        'outer',
        (outer) =>
          outer
            .startEvent('os')
            .userTask('skipped')
            .subProcess('inner', (inner) => inner.startEvent('is').userTask('deep').endEvent('ie').chain('is', 'deep', 'ie'))
            .chain('os', 'skipped', 'inner'),
        { inputs: { local: '"mapped"' } },
      )
      .boundaryEvent('late', 'outer', { timer: { duration: 'P1D' } })
      .userTask('escalated')
      .userTask('last')
      .chain('s', 'first', 'outer', 'last')
      .chain('late', 'escalated'),
  );

describe('modify', () => {
  test('moves a token: what waited at the old place is closed', () => {
    const run = given(nested()).start().as(chief);
    run.must({ type: 'modify', reason: 'called already', cancel: [run.one('first').id], start: [{ element: 'last' }] });
    expect(run.tasks).toEqual(['last']);
    expect(run.of('taskCancelled').map((fact) => fact.reason)).toEqual(['modified']);
    expect(run.of('instanceModified')).toMatchObject([{ reason: 'called already', started: ['last'] }]);
    run.complete('last');
    expect(run.status).toBe('completed');
  });

  test('starts deep inside: the scopes around it are entered, with inputs and boundary events, and end in turn', () => {
    const run = given(nested()).start().as(chief);
    const start = [{ element: 'deep', variables: { note: 'by hand' } }];
    run.must({ type: 'modify', reason: 'r', cancel: [run.one('first').id], start });
    expect(run.tasks).toEqual(['deep']);
    expect(run.one('outer').variables).toEqual({ local: 'mapped' });
    expect(run.one('outer').timers?.map((timer) => timer.element)).toEqual(['late']);
    expect(run.one('inner').variables).toEqual({ note: 'by hand' });
    run.complete('deep');
    expect(run.tasks).toEqual(['last']);
  });

  test('two starts share the scopes that are entered for them', () => {
    const run = given(nested()).start().as(chief);
    run.must({ type: 'modify', reason: 'r', cancel: [run.one('first').id], start: [{ element: 'deep' }, { element: 'skipped' }] });
    expect(run.tasks).toEqual(['deep', 'skipped']);
    expect(run.all('outer')).toHaveLength(1);
    run.complete('deep');
    run.complete('skipped');
    expect(run.tasks).toEqual(['deep']);
  });

  test('into the scope there is; a scope emptied by hand goes without completing', () => {
    const run = given(nested()).start().as(chief);
    run.complete('first');
    const outer = run.one('outer').id;
    run.must({ type: 'modify', reason: 'r', cancel: [run.one('skipped').id], start: [{ element: 'deep' }] });
    expect(run.one('outer').id).toBe(outer);
    run.must({ type: 'modify', reason: 'back', cancel: [run.one('deep').id], start: [{ element: 'first' }] });
    expect(run.tasks).toEqual(['first']);
    expect(run.all('outer')).toEqual([]);
    expect(run.of('timerCancelled')).toHaveLength(1);
  });

  test('one of several rounds: the others go on, and a new element goes into the round named', () => {
    const loop = { kind: 'multi-instance' as const, sequential: false, cardinality: '2', events: [] };
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('each', (inner) => inner.startEvent('is').userTask('w').userTask('x').chain('is', 'w', 'x'), { loop })
        .userTask('last')
        .chain('s', 'each', 'last'),
    );
    const run = given(pkg).start().as(chief);
    const [one, two] = run.all('w');
    expect(run.refused({ type: 'modify', reason: 'r', cancel: [], start: [{ element: 'x' }] }).message).toContain('name the scope');
    const round = one?.parent as number;
    run.must({ type: 'modify', reason: 'r', cancel: [one?.id as number], start: [{ element: 'x', scope: round }] });
    expect(run.tasks).toEqual(['w', 'x']);
    run.must({ type: 'modify', reason: 'r', cancel: [round], start: [] });
    run.must({ type: 'completeTask', task: two?.id as number, values: {} });
    run.complete('x');
    expect(run.tasks).toEqual(['last']);
  });

  test('tokens that wait at a join may be dropped', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .parallel('j')
        .userTask('n')
        .chain('s', 'f', 'a', 'j', 'n')
        .chain('f', 'b', 'j'),
    );
    const run = given(pkg).start().as(chief);
    run.complete('a');
    const drop = [{ scope: 1, gateway: 'j' }];
    expect(run.refused({ type: 'modify', reason: 'r', cancel: [], start: [], drop: [{ scope: 1, gateway: 'f' }] }).code).toBe('notFound');
    run.must({ type: 'modify', reason: 'again', cancel: [run.one('b').id], start: [{ element: 'f' }], drop });
    run.complete('a');
    run.complete('b');
    expect(run.tasks).toEqual(['n']);
  });

  test.each([
    ['a rep', anna, [], [{ element: 'last' }], 'forbidden'],
    ['all of it', chief, ['first'], [], 'invalidCommand'],
    ['the case itself', chief, ['main'], [{ element: 'last' }], 'invalidCommand'],
    ['nothing', chief, [], [], 'invalidCommand'],
    ['an element there is not', chief, [], [{ element: 'nowhere' }], 'notFound'],
    ['a boundary event', chief, [], [{ element: 'late' }], 'invalidCommand'],
    ['a scope it does not stand in', chief, [], [{ element: 'deep', scope: 1 }], 'invalidCommand'],
    ['a scope there is not', chief, [], [{ element: 'deep', scope: 99 }], 'notFound'],
  ])('is refused: %s', (_, actor, cancel, start, code) => {
    const run = given(nested()).start().as(actor);
    const ids = cancel.map((element) => run.one(element).id);
    expect(run.refused({ type: 'modify', reason: 'r', cancel: ids, start }).code).toBe(code);
  });

  test('is refused where a scope around it cannot be entered, rather than begin elsewhere later', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('a')
        .subProcess('sub', (inner) => inner.startEvent('is').userTask('w').chain('is', 'w'), { inputs: { x: 'missing + 1' } })
        .chain('s', 'a', 'sub'),
    );
    const run = given(pkg).start().as(chief);
    expect(run.refused({ type: 'modify', reason: 'r', cancel: [], start: [{ element: 'w' }] })).toMatchObject({
      code: 'guard',
      element: 'sub',
    });
  });
});

describe('setVariables', () => {
  test('of the case and of a scope, with what was there before in the history', () => {
    const run = given(nested()).start({ n: 1 }).as(chief);
    run.must({ type: 'setVariables', reason: 'typo', variables: { n: 2, m: 3 } });
    expect(run.variables).toMatchObject({ n: 2, m: 3 });
    expect(run.of('variablesCorrected')).toMatchObject([{ scope: 1, reason: 'typo', before: { n: 1 } }]);
    run.complete('first');
    run.must({ type: 'setVariables', reason: 'r', variables: { local: 'x' }, scope: run.one('outer').id });
    expect(run.one('outer').variables).toMatchObject({ local: 'x' });
  });

  test.each([
    [anna, { n: 1 }, undefined, 'r', 'forbidden'],
    [chief, {}, undefined, 'r', 'invalidCommand'],
    [chief, { n: 1 }, undefined, ' ', 'invalidCommand'],
    [chief, { 'lead.need': 1 }, undefined, 'r', 'invalidCommand'],
    [chief, { n: 1 }, 99, 'r', 'notFound'],
    [chief, { n: 'x'.repeat(600_000) }, undefined, 'r', 'tooLarge'],
  ])('is refused (%#)', (actor, variables, scope, reason, code) => {
    expect(given(nested()).start().as(actor).refused({ type: 'setVariables', variables, reason, scope }).code).toBe(code);
  });
});

test('a case goes on for another from any element, also deep inside', () => {
  const run = given(nested()).as(chief).start({ n: 1 }, { element: 'deep', restartedFrom: 'i0' });
  expect(run.tasks).toEqual(['deep']);
  expect(run.state?.restartedFrom).toBe('i0');
  expect(run.one('outer').variables).toEqual({ local: 'mapped' });
  run.complete('deep');
  expect(run.tasks).toEqual(['last']);
});
