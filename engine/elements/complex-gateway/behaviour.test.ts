import { describe, expect, test } from 'vitest';
import type { Variables } from '../../contract/index.ts';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const retry = (run: Case, variables = {}) => run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables });
const set = (run: Case, variables: Variables) => run.as(chief).must({ type: 'setVariables', reason: 'x', variables });

const joined = (activationCondition: string | undefined, late?: string) => {
  const builder = process()
    .startEvent('s')
    .parallel('f')
    .userTask('a')
    .userTask('b')
    .userTask('c')
    .complex('join', activationCondition)
    .userTask('next')
    .userTask('late')
    .chain('s', 'f', 'a', 'join', 'next')
    .chain('f', 'b', 'join')
    .chain('f', 'c', 'join');
  if (late !== undefined) builder.flow('join', 'late', { condition: late });
  return packageOf(builder);
};

describe('complex gateway', () => {
  test.each([
    ['activationCount >= 2', ['a', 'c', 'b'], 2],
    ['activationCount >= 1', ['b', 'c', 'a'], 1],
    [undefined, ['c', 'a', 'b'], 1],
    ['activationCount = 3', ['c', 'a', 'b'], 3],
    ['activationCount >= quorum', ['c', 'a', 'b'], 2],
  ] as const)('%s: goes on with the token that makes it true, once; late ones are taken', (condition, order, at) => {
    const run = given(joined(condition)).start({ quorum: 2 });
    for (const [position, task] of order.entries()) {
      run.complete(task);
      expect(run.all('next')).toHaveLength(position + 1 >= at ? 1 : 0);
    }
    expect(run.tasks).toEqual(['next']);
    run.complete('next');
    expect(run.status).toBe('completed');
  });

  test('late tokens leave together by a flow that asks for them', () => {
    const run = given(joined('activationCount >= 1', 'not(waitingForStart)')).start();
    run.complete('a');
    run.complete('b');
    expect(run.tasks).toEqual(['c', 'next']);
    run.complete('c');
    expect(run.tasks).toEqual(['late', 'next']);
  });

  test('it begins anew when none can come any more', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .exclusive('again')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .complex('join', 'activationCount >= 1')
        .exclusive('x')
        .endEvent('e')
        .chain('s', 'again', 'f', 'a', 'join', 'x')
        .chain('f', 'b', 'join')
        .flow('x', 'again', { condition: 'more' })
        .flow('x', 'e', { default: true }),
    );
    const run = given(pkg).start({ more: false });
    run.complete('a');
    expect(run.status).toBe('open');
    run.complete('b');
    expect(run.status).toBe('completed');
  });

  test('splits to every flow whose condition holds, else the default', () => {
    const split = packageOf(
      process()
        .startEvent('s')
        .complex('g')
        .userTask('a')
        .userTask('b')
        .userTask('none')
        .flow('s', 'g')
        .flow('g', 'a', { condition: 'n > 1' })
        .flow('g', 'b', { condition: 'n > 2' })
        .flow('g', 'none', { default: true }),
    );
    expect(given(split).start({ n: 3 }).tasks).toEqual(['a', 'b']);
    expect(given(split).start({ n: 0 }).tasks).toEqual(['none']);
  });

  test('a condition that cannot be evaluated is an incident, told once', () => {
    const run = given(joined('activationCount >= missing')).start();
    run.complete('a');
    run.complete('b');
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', message: expect.stringContaining('missing') }]);
  });

  describe('begins anew without late tokens (BPMN 2.0.2, table 13.5): flows with a condition are asked all the same', () => {
    const lost = (condition: string | undefined) =>
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .boundaryEvent('bb', 'b', { message: 'm' })
        .complex('g', 'activationCount >= 1')
        .userTask('after')
        .userTask('anew')
        .endEvent('be')
        .chain('s', 'f', 'a', 'g', 'after')
        .chain('f', 'b', 'g')
        .flow('g', 'anew', condition === undefined ? {} : { condition })
        .chain('bb', 'be');

    test.each([
      ['not(waitingForStart)', {}, ['after'], ['after', 'anew']],
      ['n > 2', { n: 3 }, ['after', 'anew'], ['after', 'anew', 'anew']],
      ['n > 2', { n: 1 }, ['after'], ['after']],
      ['waitingForStart', {}, ['after', 'anew'], ['after', 'anew']],
      [undefined, {}, ['after', 'anew'], ['after', 'anew']],
    ])('%s, %j', (condition, variables, joined, reset) => {
      const run = given(packageOf(lost(condition))).start(variables);
      run.complete('a');
      expect(run.tasks.filter((task) => task !== 'b')).toEqual(joined);
      run.message('m');
      expect(run.tasks).toEqual(reset);
    });

    test('the default flow is not taken again', () => {
      const flow = process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .boundaryEvent('bb', 'b', { message: 'm' })
        .complex('g', 'activationCount >= 1')
        .userTask('after')
        .userTask('never')
        .endEvent('be')
        .chain('s', 'f', 'a', 'g')
        .flow('g', 'after', { default: true })
        .flow('g', 'never', { condition: 'false' })
        .chain('f', 'b', 'g')
        .chain('bb', 'be');
      const run = given(packageOf(flow)).start();
      run.complete('a');
      expect(run.tasks).toEqual(['after', 'b']);
      run.message('m');
      expect(run.tasks).toEqual(['after']);
    });

    test('a case that ends so ends as its end event says', () => {
      const flow = process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .boundaryEvent('bb', 'b', { message: 'm' })
        .complex('g', 'activationCount >= 1')
        .endEvent('e')
        .endEvent('won', 'none', { outcome: 'won' })
        .userTask('anew')
        .chain('s', 'f', 'a', 'g', 'e')
        .chain('f', 'b', 'g')
        .chain('bb', 'won')
        .flow('g', 'anew', { condition: 'false' });
      const run = given(packageOf(flow)).start();
      run.complete('a');
      expect(run.status).toBe('open');
      run.message('m');
      expect([run.status, run.of('instanceCompleted')]).toMatchObject(['completed', [{ outcome: 'won', element: 'won' }]]);
    });

    test.each([
      ['a terminate end event', 'completed', []],
      ['an interrupting event subprocess', 'open', ['w']],
    ])('not in a scope that %s has cleared', (how, status, tasks) => {
      const flow = process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .userTask('b')
        .userTask('c')
        .endEvent('end', 'terminate')
        .complex('g', 'activationCount >= 1')
        .userTask('after')
        .userTask('anew')
        .chain('s', 'f', 'a', 'g', 'after')
        .chain('f', 'b', 'g')
        .chain('f', 'c', 'end')
        .flow('g', 'anew', { condition: 'not(waitingForStart)' })
        .subProcess('esp', (x) => x.startEvent('xs', { message: 'm' }).userTask('w').chain('xs', 'w'), { triggeredByEvent: true });
      const run = given(packageOf(flow)).start();
      run.complete('a');
      if (how === 'a terminate end event') run.complete('c');
      else run.message('m');
      expect([run.status, run.tasks]).toEqual([status, tasks]);
    });
  });

  test.each([
    ['a token that makes it true', 'ok = true', (run: Case) => run.complete('b', { ok: true }), ['c', 'next']],
    ['the retry', 'quorum = 1', (run: Case) => retry(run, { quorum: 1 }), ['b', 'c', 'next']],
    ['a value set by hand', 'ok', (run: Case) => set(run, { ok: true }), ['b', 'c', 'next']],
    ['an answer that is no', 'ok', (run: Case) => set(run, { ok: false }), ['b', 'c']],
  ])('what it could not tell is settled by %s', (_, condition, act, tasks) => {
    const run = given(joined(condition)).start();
    run.complete('a');
    // Compared with nothing it is an answer; told only where it cannot be evaluated.
    expect(run.incidents).toMatchObject([{ trigger: { kind: 'join', elementInstance: 1 } }]);
    act(run);
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
  });

  test('it is told anew when the reason is another, and the old one is settled', () => {
    const run = given(joined('if x = 1 then one else two')).start({ x: 1 });
    run.complete('a');
    expect(run.incidents).toMatchObject([{ message: expect.stringContaining('one') }]);
    set(run, { x: 2 });
    expect(run.incidents).toMatchObject([{ message: expect.stringContaining('two') }]);
    retry(run);
    expect(run.incidents).toMatchObject([{ message: expect.stringContaining('two') }]);
  });

  test('what waited there is dropped: nothing is left to be told', () => {
    const run = given(joined('ok = true')).start();
    run.complete('a');
    run.as(chief).must({ type: 'modify', reason: 'x', cancel: [], start: [], drop: [{ scope: 1, gateway: 'join' }] });
    expect([run.tasks, run.incidents]).toEqual([['b', 'c'], []]);
  });
});
