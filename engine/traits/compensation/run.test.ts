import { describe, expect, test } from 'vitest';
import type { LoopDefinition } from '../../contract/index.ts';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { type EventTrigger, type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

const compensate = (more: { activity?: string; wait?: boolean } = {}): EventTrigger => ({ compensate: more });

function undoable(builder: ProcessBuilder, ...ids: string[]): ProcessBuilder {
  for (const id of ids) {
    builder
      .userTask(id)
      .userTask(`un${id}`, {}, { forCompensation: true })
      .boundaryEvent(`edge ${id}`, id, { compensate: { handler: `un${id}` } });
  }
  return builder;
}

const completeFirst = (run: Case) => run.must({ type: 'completeTask', task: run.live.find((each) => each.task)?.id as number, values: {} });

describe('a loop whose event compensates', () => {
  const looping = (loop: Partial<LoopDefinition>, wait: boolean, at: 'first' | 'each') => {
    const events = [{ at, trigger: { kind: 'compensation', config: { wait } } }];
    const more = { loop: { kind: 'multi-instance', sequential: false, cardinality: '3', events, ...loop } as LoopDefinition };
    const builder = undoable(process().startEvent('s'), 'a', 'b').userTask('t', {}, more).userTask('after');
    const run = given(packageOf(builder.chain('s', 'a', 'b', 't', 'after'))).start();
    for (const task of ['a', 'b']) run.complete(task);
    return run;
  };

  test.each([
    [false, ['t', 't', 'unb'], ['t', 't', 'una'], ['t', 't']],
    [true, ['unb'], ['una'], ['t']],
  ])('and waits: it goes on with its rounds, begins no further one before, sequential %s', (sequential, first, second, then) => {
    const run = looping({ sequential }, true, 'first');
    completeFirst(run);
    expect(run.tasks).toEqual(first);
    run.complete('unb');
    expect(run.tasks).toEqual(second);
    run.complete('una');
    expect(run.tasks).toEqual(then);
    while (run.tasks.includes('t')) completeFirst(run);
    expect(run.tasks).toEqual(['after']);
  });

  test('and waits: its rounds may all be done before', () => {
    const run = looping({}, true, 'each');
    for (let rounds = 3; rounds > 0; rounds -= 1) completeFirst(run);
    expect(run.tasks).toEqual(['unb']);
    run.complete('unb');
    run.complete('una');
    expect(run.tasks).toEqual(['after']);
  });

  test('and does not wait: it goes on beside it', () => {
    const run = looping({ sequential: true }, false, 'first');
    completeFirst(run);
    expect(run.tasks).toEqual(['t', 'unb']);
  });

  test('its edge holds while it waits, and what is left can be undone another time', () => {
    const events = [{ at: 'first' as const, trigger: { kind: 'compensation', config: { wait: true } } }];
    const loop: LoopDefinition = { kind: 'multi-instance', sequential: true, cardinality: '2', events };
    const builder = undoable(process().startEvent('s'), 'a', 'b')
      .userTask('t', {}, { loop })
      .boundaryEvent('m', 't', { message: 'm' })
      .endEvent('e', compensate())
      .chain('s', 'a', 'b', 't')
      .chain('m', 'e');
    const run = given(packageOf(builder)).start();
    for (const task of ['a', 'b']) run.complete(task);
    completeFirst(run);
    run.message('m');
    // `unb` goes on, although nobody waits for it.
    expect(run.tasks).toEqual(['una', 'unb']);
  });
});

describe('one event that compensates several times', () => {
  const several = (triggers: EventTrigger[]) => {
    const builder = undoable(process().startEvent('s'), 'a')
      .subProcess('sub', (inner) =>
        undoable(inner.startEvent('is'), 'b', 'c').endEvent('ie', { any: triggers }).chain('is', 'b', 'c', 'ie'),
      )
      .userTask('after')
      .chain('s', 'a', 'sub', 'after');
    const run = given(packageOf(builder)).start();
    for (const task of ['a', 'b', 'c']) run.complete(task);
    return run;
  };

  test.each([
    [
      [compensate(), compensate({ activity: 'a' })],
      ['unc', 'unb', 'una'],
    ],
    [
      [compensate({ activity: 'a' }), compensate()],
      ['una', 'unc', 'unb'],
    ],
    [
      [compensate({ activity: 'b' }), compensate({ activity: 'a' }), compensate({ activity: 'c' })],
      ['unb', 'una', 'unc'],
    ],
  ])('each is undone where it stood, in order: case %#', (triggers, order) => {
    const run = several(triggers);
    for (const handler of order) {
      expect(run.tasks).toEqual([handler]);
      expect(run.one(handler).parent).toBe(handler === 'una' ? 1 : run.one('sub').id);
      run.complete(handler);
    }
    expect(run.tasks).toEqual(['after']);
    expect(run.live.flatMap((each) => each.compensations ?? [])).toEqual([]);
  });
});

describe('compensation that is ended before it is done', () => {
  const interrupted = (trigger: EventTrigger, wait: boolean) =>
    undoable(process().startEvent('s'), 'a', 'b', 'c')
      .endEvent('e', compensate({ wait }))
      .chain('s', 'a', 'b', 'c', 'e')
      .subProcess('esp', (x) => x.startEvent('xs', trigger).userTask('w').endEvent('xe', compensate()).chain('xs', 'w', 'xe'), {
        triggeredByEvent: true,
      });

  test.each([
    [true, 0],
    [true, 1],
    [false, 0],
    [false, 1],
  ])('by an event subprocess: what was left, and what was being undone, is undone when it asks; wait %s, %i done', (wait, done) => {
    const run = given(packageOf(interrupted({ message: 'm' }, wait))).start();
    for (const task of ['a', 'b', 'c']) run.complete(task);
    const order = ['unc', 'unb', 'una'];
    for (const handler of order.slice(0, done)) run.complete(handler);
    run.message('m');
    expect(run.tasks).toEqual(['w']);
    run.complete('w');
    for (const handler of order.slice(done)) run.complete(handler);
    expect(run.status).toBe('completed');
    expect(run.path.filter((element) => element.startsWith('un'))).toEqual([...order.slice(0, done + 1), ...order.slice(done)]);
  });

  test('by an error of a handler: that one failed and is not begun anew, the others are', () => {
    const run = given(packageOf(interrupted({ error: 'E' }, true))).start();
    for (const task of ['a', 'b', 'c', 'unc']) run.complete(task);
    run.must({ type: 'throwError', task: run.one('unb').id, code: 'E' });
    run.complete('w');
    expect(run.tasks).toEqual(['una']);
    run.complete('una');
    expect(run.status).toBe('completed');
  });

  test('by the event at the edge of a handler: it counts as done', () => {
    const builder = interrupted({ message: 'm' }, true).boundaryEvent('late', 'unc', { timer: { duration: 'PT1H' } });
    const run = given(packageOf(builder)).start();
    for (const task of ['a', 'b', 'c']) run.complete(task);
    run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['unb']);
    run.message('m');
    run.complete('w');
    expect(run.tasks).toEqual(['unb']);
  });

  test('by hand: the event that waited for it is taken away, later another one asks', () => {
    const builder = undoable(process().startEvent('s'), 'a', 'b')
      .parallel('f')
      .throwEvent('one', compensate())
      .userTask('go')
      .throwEvent('two', compensate())
      .userTask('after')
      .chain('s', 'a', 'b', 'f', 'one')
      .chain('f', 'go', 'two', 'after');
    const run = given(packageOf(builder)).start();
    for (const task of ['a', 'b']) run.complete(task);
    run.as(chief).must({ type: 'modify', reason: 'r', cancel: [run.one('one').id], start: [] });
    run.complete('unb');
    expect(run.tasks).toEqual(['go']);
    run.complete('go');
    expect(run.tasks).toEqual(['una']);
    run.complete('una');
    expect(run.tasks).toEqual(['after']);
  });

  test.each([
    [0, ['unb', 'una', 'unz']],
    [1, ['una', 'unz']],
    [2, ['unz']],
  ])('in a subprocess that stands again, %i of it done: it stands again with what was left and what it knew', (done, left) => {
    const builder = undoable(process().startEvent('s'), 'z')
      .subProcess('sub', (inner) => undoable(inner.startEvent('is'), 'a', 'b').endEvent('ie').chain('is', 'a', 'b', 'ie'), {
        inputs: { town: '"Warsaw"' },
      })
      .endEvent('e', compensate())
      .chain('s', 'z', 'sub', 'e')
      .subProcess('esp', (x) => x.startEvent('xs', { message: 'm' }).endEvent('xe', compensate()).chain('xs', 'xe'), {
        triggeredByEvent: true,
      });
    const run = given(packageOf(builder)).start();
    run.complete('z');
    run.complete('a', { town: 'Kraków' });
    run.complete('b');
    for (const handler of ['unb', 'una'].slice(0, done)) run.complete(handler);
    run.message('m');
    for (const handler of left) {
      expect(run.tasks).toEqual([handler]);
      if (handler !== 'unz') expect(run.one('sub').variables).toEqual({ town: 'Kraków' });
      run.complete(handler);
    }
    expect(run.status).toBe('completed');
  });

  test('undo puts back the state there was', () => {
    const run = given(packageOf(interrupted({ error: 'E' }, true))).start();
    for (const task of ['a', 'b', 'c']) run.complete(task);
    const before = JSON.parse(JSON.stringify({ ...run.state, factNumber: 0 }));
    run.must({ type: 'throwError', task: run.one('unc').id, code: 'E' });
    run.must({ type: 'undo' });
    expect(JSON.parse(JSON.stringify({ ...run.state, factNumber: 0 }))).toEqual(before);
  });

  test('with the scope it was remembered in: there is nothing to go back to', () => {
    const builder = process()
      .startEvent('s')
      .subProcess('sub', (inner) => undoable(inner.startEvent('is'), 'a', 'b').endEvent('ie', compensate()).chain('is', 'a', 'b', 'ie'))
      .boundaryEvent('m', 'sub', { message: 'm' })
      .endEvent('e', compensate())
      .chain('s', 'sub')
      .chain('m', 'e');
    const run = given(packageOf(builder)).start();
    for (const task of ['a', 'b']) run.complete(task);
    run.message('m');
    expect(run.status).toBe('completed');
    expect(run.of('compensationStopped')).toEqual([]);
  });
});
