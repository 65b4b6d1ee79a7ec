import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const caught = (trigger: Parameters<ReturnType<typeof process>['catchEvent']>[1]) =>
  packageOf(process().startEvent('s').catchEvent('c', trigger).userTask('a').chain('s', 'c', 'a'));

describe('multiple event', () => {
  test.each([['message'], ['signal'], ['timer']])('any of its triggers is enough: %s', (which) => {
    const run = given(caught({ any: [{ message: 'm' }, { signal: 'g' }, { timer: { duration: 'PT1H' } }] })).start();
    if (which === 'message') run.message('m');
    if (which === 'signal') run.must({ type: 'deliverSignal', signalId: '1', name: 'g', payload: {} });
    if (which === 'timer') run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['a']);
    expect(run.live.some((each) => each.subscriptions || each.timers)).toBe(false);
  });

  test.each([[['m', 'n']], [['n', 'm']]])('a parallel one needs all, in any order: %j', (order) => {
    const run = given(caught({ all: [{ message: 'm' }, { message: 'n' }] })).start();
    run.message(order[0] as string, { first: true });
    expect(run.tasks).toEqual([]);
    expect(
      run.refused({ type: 'deliverMessage', messageId: 'again', name: order[0] as string, correlationKey: '', payload: {} }).code,
    ).toBe('messageNotExpected');
    run.message(order[1] as string, { second: true });
    expect(run.tasks).toEqual(['a']);
    expect(run.variables).toEqual({ first: true, second: true });
  });

  test('what was thrown before one that fails is not thrown again by the retry', () => {
    const bounded = { name: 'm', correlationKey: 'key' };
    const pkg = packageOf(
      process()
        .startEvent('s')
        .throwEvent('t', { any: [{ signal: 'g' }, { message: bounded }, { signal: 'h' }] })
        .endEvent('e')
        .chain('s', 't', 'e'),
    );
    const run = given(pkg).start({ key: null });
    expect([run.effects.length, run.incidents.length]).toEqual([1, 1]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { key: 'a' } });
    expect(run.effects.map((effect) => 'name' in effect && effect.name)).toEqual(['g', 'm', 'h']);
    expect(run.status).toBe('completed');
  });

  test('thrown, all are thrown in order', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .throwEvent('t', { any: [{ signal: 'g' }, { message: 'm' }] })
        .endEvent('e')
        .chain('s', 't', 'e'),
    );
    expect(
      given(pkg)
        .start()
        .effects.map((effect) => effect.type),
    ).toEqual(['broadcastSignal', 'publishMessage']);
  });

  test('a case that two messages start together is opened by the first and waits for the second', () => {
    const pkg = packageOf(
      process()
        .startEvent('s', { all: [{ message: 'm' }, { message: 'n' }] })
        .userTask('a')
        .chain('s', 'a'),
    );
    const run = given(pkg).start({}, { message: { name: 'n', payload: { from: 'n' } } });
    expect(run.tasks).toEqual([]);
    run.message('m', { also: 'm' });
    expect(run.tasks).toEqual(['a']);
    expect(run.variables).toMatchObject({ from: 'n', also: 'm' });
  });

  test.each([
    ['m', { k: 'A-1' }],
    ['n', { k: 'B-2' }],
  ])('a case whose other events cannot be waited for yet waits for them once it is retried: opened by %s', (first, variables) => {
    const builder = process()
      .startEvent('s', { all: ['m', 'n', 'o'].map((name) => ({ message: { name, ...(name === first ? {} : { correlationKey: 'k' }) } })) })
      .userTask('a')
      .chain('s', 'a');
    const run = given(packageOf(builder)).start({}, { message: { name: first, payload: { from: first } } });
    expect(run.incidents).toMatchObject([{ element: 's', code: 'missingVariable', trigger: { kind: 'activate' } }]);
    const retry = (values = {}) => run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: values });
    retry();
    expect(run.incidents).toHaveLength(1);
    retry(variables);
    expect([run.tasks, run.incidents]).toEqual([[], []]);
    const others = ['m', 'n', 'o'].filter((name) => name !== first);
    expect(run.one('s').subscriptions?.map(({ messageName }) => messageName)).toEqual(others);
    for (const other of others) run.message(other, { [other]: true }, variables.k);
    expect(run.tasks).toEqual(['a']);
    expect(run.variables).toMatchObject({ from: first, [others[0] as string]: true, [others[1] as string]: true });
  });

  test('an error is caught by an edge that has it among others', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .subProcess('sub', (inner) => inner.startEvent('is').endEvent('ie', { error: 'E' }).chain('is', 'ie'))
        .boundaryEvent('bad', 'sub', { any: [{ timer: { duration: 'PT1H' } }, { error: 'E' }] })
        .userTask('a')
        .chain('s', 'sub')
        .chain('bad', 'a'),
    );
    expect(given(pkg).start().tasks).toEqual(['a']);
  });
});

describe('event-based gateway that starts the process', () => {
  const started = (parallel: boolean) => {
    const builder = process()
      .eventBased('g')
      .catchEvent('m', { message: 'm' })
      .catchEvent('n', { message: 'n' })
      .userTask('a')
      .userTask('b')
      .chain('g', 'm', 'a')
      .chain('g', 'n', 'b');
    const built = packageOf(builder);
    const gateway = built.processes[0]?.elements.find((element) => element.id === 'g');
    if (gateway) gateway.config = { instantiate: true, parallel };
    return built;
  };

  test('exclusive: one event opens a case, the others open their own', () => {
    const run = given(started(false)).start({}, { message: { name: 'n', payload: {} } });
    expect(run.tasks).toEqual(['b']);
    expect(run.live.some((each) => each.subscriptions)).toBe(false);
  });

  test('parallel: the first opens the case, the rest is waited for in it', () => {
    const run = given(started(true)).start({}, { message: { name: 'n', payload: {} } });
    expect(run.tasks).toEqual(['b']);
    run.message('m');
    expect(run.tasks).toEqual(['a', 'b']);
  });
});
