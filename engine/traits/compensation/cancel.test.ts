import { describe, expect, test } from 'vitest';
import type { LoopDefinition } from '../../contract/index.ts';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

function undoable(builder: ProcessBuilder, ...ids: string[]): ProcessBuilder {
  for (const id of ids) {
    builder
      .userTask(id)
      .userTask(`un${id}`, {}, { forCompensation: true })
      .boundaryEvent(`edge ${id}`, id, { compensate: { handler: `un${id}` } });
  }
  return builder;
}

const left = (builder: ProcessBuilder) =>
  packageOf(
    builder.boundaryEvent('xb', 'tx', 'cancel').userTask('cancelled').userTask('done').chain('s', 'tx', 'done').chain('xb', 'cancelled'),
  );

describe('a transaction that is cancelled while something in it is being undone', () => {
  const undoing = (wait: boolean) =>
    process()
      .startEvent('s')
      .transaction('tx', (inner) =>
        undoable(inner.startEvent('is'), 'a', 'b')
          .parallel('f')
          .throwEvent('th', { compensate: { wait } })
          .userTask('c')
          .endEvent('ie', 'cancel')
          .chain('is', 'a', 'b', 'f', 'th')
          .chain('f', 'c', 'ie'),
      );

  test.each([
    [true, 0, ['unb', 'una']],
    [true, 1, ['una']],
    [false, 0, ['unb', 'una']],
    [false, 1, ['una']],
    [false, 2, []],
  ])('is left when all is undone; the event waits %s, %i done before: %j', (wait, done, still) => {
    const run = given(left(undoing(wait))).start();
    for (const task of ['a', 'b', ...['unb', 'una'].slice(0, done), 'c']) run.complete(task);
    for (const handler of still) {
      expect(run.tasks).toEqual([handler]);
      run.complete(handler);
    }
    expect(run.tasks).toEqual(['cancelled']);
  });

  test('is not cancelled again by what undoes it', () => {
    const builder = process()
      .startEvent('s')
      .transaction('tx', (inner) =>
        inner
          .startEvent('is')
          .userTask('a')
          .subProcess('una', (handler) => handler.startEvent('hs').userTask('tell').endEvent('he', 'cancel').chain('hs', 'tell', 'he'), {
            forCompensation: true,
          })
          .boundaryEvent('edge a', 'a', { compensate: { handler: 'una' } })
          .endEvent('ie', 'cancel')
          .chain('is', 'a', 'ie'),
      );
    const run = given(left(builder)).start();
    run.complete('a');
    run.complete('tell');
    expect(run.tasks).toEqual(['cancelled']);
  });
});

describe('a repeated transaction, cancelled in one of its rounds', () => {
  const rounds = (sequential: boolean, more: { handler?: boolean } = {}) => {
    const loop: LoopDefinition = { kind: 'multi-instance', sequential, collection: '["x", "y", "z"]', item: 'room', events: [] };
    const builder = process()
      .startEvent('s')
      .transaction(
        'tx',
        (inner) =>
          undoable(inner.startEvent('is'), 'a', 'b')
            .exclusive('g')
            .endEvent('fine')
            .endEvent('not', 'cancel')
            .chain('is', 'a', 'b', 'g')
            .flow('g', 'not', { condition: 'stop = true' })
            .flow('g', 'fine', { default: true }),
        { loop },
      );
    if (more.handler) {
      builder.userTask('untx', {}, { forCompensation: true }).boundaryEvent('edge tx', 'tx', { compensate: { handler: 'untx' } });
    }
    return given(left(builder)).start({ stop: false });
  };
  /** The open task of an element in the round that has the item. */
  const within = (run: Case, element: string, room: string) => {
    const found = run.all(element).find(({ parent }) => run.state?.elements[parent as number]?.variables?.room === room);
    if (!found) throw new Error(`no ${element} of ${room}: ${run.tasks}`);
    return found.id;
  };
  const complete = (run: Case, element: string, room: string, values = {}) =>
    run.must({ type: 'completeTask', task: within(run, element, room), values });

  test('one after another: the one that was open is undone first, then those that had completed, side by side', () => {
    const run = rounds(true);
    for (const room of ['x', 'y']) for (const task of ['a', 'b']) complete(run, task, room);
    complete(run, 'a', 'z');
    complete(run, 'b', 'z', { stop: true });
    for (const handler of ['unb', 'una']) {
      expect(run.tasks).toEqual([handler]);
      complete(run, handler, 'z');
    }
    expect(run.tasks).toEqual(['unb', 'unb']);
    for (const room of ['x', 'y']) complete(run, 'unb', room);
    for (const room of ['y', 'x']) complete(run, 'una', room);
    expect(run.tasks).toEqual(['cancelled']);
    expect(run.all('tx')).toEqual([]);
  });

  test('side by side: what goes on in the others ends, what completed in them is undone, too', () => {
    const run = rounds(false);
    for (const task of ['a', 'b']) complete(run, task, 'x');
    complete(run, 'a', 'y');
    complete(run, 'a', 'z');
    complete(run, 'b', 'z', { stop: true });
    // `b` of `y` had not completed.
    expect(run.tasks).toEqual(['una', 'unb']);
    complete(run, 'una', 'y');
    complete(run, 'unb', 'z');
    complete(run, 'una', 'z');
    expect(run.tasks).toEqual(['unb']);
    complete(run, 'unb', 'x');
    complete(run, 'una', 'x');
    expect(run.tasks).toEqual(['cancelled']);
  });

  test.each([[true], [false]])('nothing had completed: it is left at once, sequential %s', (sequential) => {
    const loop: LoopDefinition = { kind: 'multi-instance', sequential, cardinality: '2', events: [] };
    const builder = process()
      .startEvent('s')
      .transaction('tx', (inner) => inner.startEvent('is').userTask('c').endEvent('ie', 'cancel').chain('is', 'c', 'ie'), { loop });
    const run = given(left(builder)).start();
    run.must({ type: 'completeTask', task: run.all('c')[0]?.id as number, values: {} });
    expect(run.tasks).toEqual(['cancelled']);
  });

  test('a round that had completed is undone by the handler of the transaction, if it has one', () => {
    const run = rounds(false, { handler: true });
    for (const task of ['a', 'b']) complete(run, task, 'x');
    for (const task of ['a', 'b']) complete(run, task, 'y');
    complete(run, 'a', 'z');
    complete(run, 'b', 'z', { stop: true });
    complete(run, 'unb', 'z');
    complete(run, 'una', 'z');
    expect(run.tasks).toEqual(['untx', 'untx']);
    expect(run.all('untx').map((each) => each.variables?.room)).toEqual(['y', 'x']);
    for (const { id } of run.all('untx')) run.must({ type: 'completeTask', task: id, values: {} });
    expect(run.tasks).toEqual(['cancelled']);
  });

  test('when the last round that is being undone is taken away by hand, the cancelling goes on', () => {
    const run = rounds(false);
    for (const task of ['a', 'b']) complete(run, task, 'x');
    complete(run, 'a', 'y');
    complete(run, 'a', 'z');
    complete(run, 'b', 'z', { stop: true });
    const open = run.all('tx').filter(({ loopCounter }) => loopCounter !== undefined);
    expect([open.length, run.tasks]).toEqual([2, ['una', 'unb']]);
    run.as(chief).must({ type: 'modify', reason: 'nothing to undo there', cancel: open.map(({ id }) => id), start: [] });
    expect(run.tasks).toEqual(['unb']);
    complete(run, 'unb', 'x');
    complete(run, 'una', 'x');
    expect(run.tasks).toEqual(['cancelled']);
  });

  test('a round held by an incident is undone with the others, and its incident is over', () => {
    const loop: LoopDefinition = { kind: 'multi-instance', sequential: false, collection: '["x", "y"]', item: 'room', events: [] };
    const builder = process()
      .startEvent('s')
      .transaction(
        'tx',
        (inner) =>
          undoable(inner.startEvent('is'), 'a')
            .exclusive('g')
            .endEvent('fine')
            .endEvent('not', 'cancel')
            .chain('is', 'a', 'g')
            .flow('g', 'not', { condition: 'room = "y"' })
            .flow('g', 'fine', { default: true }),
        { loop, outputs: { out: 'unknown.name + 1' } },
      );
    const run = given(left(builder)).start();
    complete(run, 'a', 'x');
    expect(run.incidents).toHaveLength(1);
    complete(run, 'a', 'y');
    expect(run.incidents).toEqual([]);
    for (const room of ['x', 'y']) complete(run, 'una', room);
    expect(run.tasks).toEqual(['cancelled']);
  });
});
