import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('signal', () => {
  const waiting = packageOf(
    process()
      .startEvent('s')
      .parallel('f')
      .catchEvent('one', { signal: 'go' })
      .catchEvent('two', { signal: 'go' })
      .catchEvent('other', { signal: 'stop' })
      .userTask('a')
      .userTask('b')
      .userTask('c')
      .chain('s', 'f', 'one', 'a')
      .chain('f', 'two', 'b')
      .chain('f', 'other', 'c'),
  );

  test('everyone who waits for its name gets it, nobody else, and only once', () => {
    const run = given(waiting).start();
    run.must({ type: 'deliverSignal', signalId: 'x', name: 'go', payload: { from: 'outside' } });
    expect(run.tasks).toEqual(['a', 'b']);
    expect(run.variables.from).toBe('outside');
    expect(run.must({ type: 'deliverSignal', signalId: 'x', name: 'go', payload: {} }).facts).toEqual([]);
    expect(run.refused({ type: 'deliverSignal', signalId: 'y', name: 'go', payload: {} }).code).toBe('messageNotExpected');
  });

  test.each([
    ['catch', 'throw'],
    ['throw', 'catch'],
  ])('thrown in parallel it reaches who comes to wait at the same moment, drawn %s before %s', (first) => {
    const builder = process()
      .startEvent('s')
      .parallel('f')
      .catchEvent('catch', { signal: 'go' })
      .throwEvent('throw', { signal: 'go' })
      .userTask('got')
      .endEvent('e')
      .chain('catch', 'got')
      .chain('throw', 'e')
      .flow('s', 'f');
    const order = first === 'catch' ? ['catch', 'throw'] : ['throw', 'catch'];
    for (const target of order) builder.flow('f', target);
    const run = given(packageOf(builder)).start();
    expect(run.tasks).toEqual(['got']);
    expect(run.effects).toMatchObject([{ type: 'broadcastSignal', name: 'go' }]);
  });

  test('who begins to wait later does not get it', () => {
    const pkg = packageOf(
      process().startEvent('s').throwEvent('t', { signal: 'go' }).catchEvent('c', { signal: 'go' }).endEvent('e').chain('s', 't', 'c', 'e'),
    );
    expect(given(pkg).start().status).toBe('open');
  });

  test('a non-interrupting edge takes every one, an interrupting edge the first', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('work')
        .boundaryEvent('news', 'work', { signal: 'news' }, { interrupting: false })
        .boundaryEvent('stop', 'work', { signal: 'stop' })
        .userTask('read')
        .userTask('stopped')
        .chain('s', 'work')
        .chain('news', 'read')
        .chain('stop', 'stopped'),
    );
    const run = given(pkg).start();
    for (const id of ['1', '2']) run.must({ type: 'deliverSignal', signalId: id, name: 'news', payload: {} });
    run.must({ type: 'deliverSignal', signalId: '3', name: 'stop', payload: {} });
    expect(run.tasks).toEqual(['read', 'read', 'stopped']);
  });

  test('it starts a process', () => {
    const pkg = packageOf(process().startEvent('s', { signal: 'go' }).userTask('a').chain('s', 'a'));
    expect(given(pkg).start({}, { signal: { name: 'go', payload: { n: 1 } } }).variables.n).toBe(1);
    expect(() => given(pkg).start({}, { signal: { name: 'other', payload: {} } })).toThrow('messageNotExpected');
  });
});
