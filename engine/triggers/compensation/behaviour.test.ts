import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

/** An activity and what undoes it. */
function undoable(builder: ProcessBuilder, id: string, more: Parameters<ProcessBuilder['userTask']>[2] = {}): ProcessBuilder {
  return builder
    .userTask(id, {}, more)
    .userTask(`undo ${id}`, {}, { forCompensation: true })
    .boundaryEvent(`edge ${id}`, id, { compensate: { handler: `undo ${id}` } });
}

describe('compensation', () => {
  const trip = (activity?: string) => {
    const builder = process().startEvent('s');
    undoable(undoable(builder, 'hotel'), 'flight');
    builder.throwEvent('undo', { compensate: activity === undefined ? {} : { activity } }).userTask('after');
    return packageOf(builder.chain('s', 'hotel', 'flight', 'undo', 'after'));
  };

  test('undoes what completed, last first, and then goes on', () => {
    const run = given(trip()).start();
    run.complete('hotel');
    run.complete('flight');
    expect(run.tasks).toEqual(['undo flight']);
    run.complete('undo flight');
    expect(run.tasks).toEqual(['undo hotel']);
    run.complete('undo hotel');
    expect(run.tasks).toEqual(['after']);
    run.complete('after');
    expect(run.status).toBe('completed');
  });

  test('one activity only, when it is named', () => {
    const run = given(trip('hotel')).start();
    run.complete('hotel');
    run.complete('flight');
    expect(run.tasks).toEqual(['undo hotel']);
    run.complete('undo hotel');
    expect(run.tasks).toEqual(['after']);
  });

  test('nothing completed: it passes at once; what was undone is not undone again', () => {
    const empty = packageOf(process().startEvent('s').throwEvent('undo', { compensate: {} }).userTask('after').chain('s', 'undo', 'after'));
    expect(given(empty).start().tasks).toEqual(['after']);
    const builder = process().startEvent('s');
    undoable(builder, 'hotel');
    builder.throwEvent('one', { compensate: {} }).throwEvent('two', { compensate: {} }).userTask('after');
    const run = given(packageOf(builder.chain('s', 'hotel', 'one', 'two', 'after'))).start();
    run.complete('hotel');
    run.complete('undo hotel');
    expect(run.tasks).toEqual(['after']);
  });

  test('a subprocess is undone from outside: its handlers see what it knew', () => {
    const builder = process()
      .startEvent('s')
      .subProcess('booking', (inner) => undoable(inner.startEvent('is'), 'hotel').endEvent('ie').chain('is', 'hotel', 'ie'), {
        inputs: { town: '"Warsaw"' },
      })
      .throwEvent('undo', { compensate: { activity: 'booking' } })
      .userTask('after')
      .chain('s', 'booking', 'undo', 'after');
    const run = given(packageOf(builder)).start();
    run.complete('hotel', { town: 'Kraków' });
    expect(run.tasks).toEqual(['undo hotel']);
    expect(run.one('booking').variables).toEqual({ town: 'Kraków' });
    run.complete('undo hotel');
    expect(run.tasks).toEqual(['after']);
    expect(run.all('booking')).toEqual([]);
  });

  test('a compensation event subprocess decides itself what is undone', () => {
    const builder = process()
      .startEvent('s')
      .subProcess('booking', (inner) =>
        undoable(inner.startEvent('is'), 'hotel')
          .endEvent('ie')
          .chain('is', 'hotel', 'ie')
          .subProcess(
            'undoing',
            (event) =>
              event
                .startEvent('es', { compensate: {} })
                .userTask('tell')
                .throwEvent('again', { compensate: { activity: 'hotel' } })
                .endEvent('ee')
                .chain('es', 'tell', 'again', 'ee'),
            { triggeredByEvent: true },
          ),
      )
      .endEvent('undo', { compensate: {} })
      .chain('s', 'booking', 'undo');
    const run = given(packageOf(builder)).start();
    run.complete('hotel');
    expect(run.tasks).toEqual(['tell']);
    run.complete('tell');
    expect(run.tasks).toEqual(['undo hotel']);
    run.complete('undo hotel');
    expect(run.status).toBe('completed');
  });

  test.each([[true], [false]])(
    'rounds of a repeated activity are undone side by side, each with its item, sequential: %s',
    (sequential) => {
      const loop = { kind: 'multi-instance' as const, sequential, collection: '["a", "b"]', item: 'room', events: [] };
      const builder = process().startEvent('s');
      undoable(builder, 'hotel', { loop });
      builder.throwEvent('undo', { compensate: {} }).userTask('after');
      const run = given(packageOf(builder.chain('s', 'hotel', 'undo', 'after'))).start();
      for (let left = 2; left > 0; left -= 1) {
        run.must({ type: 'completeTask', task: run.live.find((each) => each.task)?.id as number, values: {} });
      }
      const undoing = run.all('undo hotel');
      expect(undoing.map((each) => each.variables?.room).sort()).toEqual(['a', 'b']);
      for (const { id } of undoing) run.must({ type: 'completeTask', task: id, values: {} });
      expect(run.tasks).toEqual(['after']);
    },
  );

  test('a called process is undone with what it knew', () => {
    const called = process('called').startEvent('cs');
    undoable(called, 'hotel');
    called.endEvent('ce').chain('cs', 'hotel', 'ce');
    const main = process()
      .startEvent('s')
      .callActivity('call', 'called', { inputs: { town: '"Warsaw"' } })
      .throwEvent('undo', { compensate: {} })
      .userTask('after')
      .chain('s', 'call', 'undo', 'after');
    const run = given(packageOf([main, called])).start();
    run.complete('hotel');
    expect(run.tasks).toEqual(['undo hotel']);
    expect(run.one('called').variables).toMatchObject({ town: 'Warsaw' });
    run.complete('undo hotel');
    expect(run.tasks).toEqual(['after']);
  });

  test('not waited for, the thrower goes on beside it; the scope ends after it', () => {
    const builder = process().startEvent('s');
    undoable(builder, 'hotel');
    builder.endEvent('undo', { compensate: { wait: false } });
    const run = given(packageOf(builder.chain('s', 'hotel', 'undo'))).start();
    run.complete('hotel');
    expect([run.tasks, run.status]).toEqual([['undo hotel'], 'open']);
    run.complete('undo hotel');
    expect(run.status).toBe('completed');
  });
});

describe('transaction', () => {
  const buying = () => {
    const builder = process()
      .startEvent('s')
      .transaction('buy', (inner) => {
        undoable(inner.startEvent('is'), 'pay')
          .exclusive('x')
          .endEvent('bought')
          .endEvent('given up', 'cancel')
          .endEvent('broken', { error: 'E' })
          .chain('is', 'pay', 'x')
          .flow('x', 'given up', { condition: 'how = "cancel"' })
          .flow('x', 'broken', { condition: 'how = "error"' })
          .flow('x', 'bought', { default: true });
      })
      .boundaryEvent('cancelled', 'buy', 'cancel')
      .boundaryEvent('hazard', 'buy', { error: 'E' })
      .userTask('was cancelled')
      .userTask('was broken')
      .userTask('was bought');
    return packageOf(builder.chain('s', 'buy', 'was bought').chain('cancelled', 'was cancelled').chain('hazard', 'was broken'));
  };

  test.each([
    ['go', [], ['was bought']],
    ['cancel', ['undo pay'], ['was cancelled']],
    ['error', [], ['was broken']],
  ])('%s: undoes %j, then %j', (how, undoing, after) => {
    const run = given(buying()).start();
    run.complete('pay', { how });
    if (undoing.length > 0) {
      expect(run.tasks).toEqual(undoing);
      run.complete('undo pay');
    }
    expect(run.tasks).toEqual(after);
  });
});
