import { describe, expect, test } from 'vitest';
import { type Case, given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';

const steps = (config: Parameters<ReturnType<typeof process>['adHoc']>[1], lane?: string) =>
  packageOf(
    process()
      .startEvent('s')
      .adHoc('any', config, (inner) => inner.userTask('call').userTask('visit').userTask('offer').chain('visit', 'offer'), { lane })
      .userTask('after')
      .chain('s', 'any', 'after'),
  );

describe('ad-hoc subprocess', () => {
  test('people begin its steps, as often as they like, and say when it is done', () => {
    const run = given(steps({})).start();
    expect(run.tasks).toEqual([]);
    const scope = run.one('any').id;
    run.must({ type: 'startAdHoc', scope, element: 'call' });
    run.must({ type: 'startAdHoc', scope, element: 'visit' });
    run.complete('call');
    run.must({ type: 'startAdHoc', scope, element: 'call' });
    run.complete('visit');
    expect(run.tasks).toEqual(['call', 'offer']);
    expect(run.refused({ type: 'startAdHoc', scope, element: 'offer' }).message).toContain('These can: call, visit');
    run.must({ type: 'completeAdHoc', scope });
    expect(run.tasks).toEqual(['after']);
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).code).toBe('notFound');
  });

  test('sequential: one at a time', () => {
    const run = given(steps({ ordering: 'sequential' })).start();
    const scope = run.one('any').id;
    run.must({ type: 'startAdHoc', scope, element: 'visit' });
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).message).toContain('Nothing can');
    run.complete('visit');
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).code).toBe('invalidCommand');
    run.complete('offer');
    run.must({ type: 'startAdHoc', scope, element: 'call' });
    expect(run.tasks).toEqual(['call']);
  });

  test.each([
    [true, ['after']],
    [false, ['visit']],
  ])('its condition ends it; what is open is cancelled or waited for: cancel %s', (cancelRemaining, tasks) => {
    const run = given(steps({ completionCondition: 'done', cancelRemaining })).start();
    const scope = run.one('any').id;
    run.must({ type: 'startAdHoc', scope, element: 'call' });
    run.must({ type: 'startAdHoc', scope, element: 'visit' });
    run.complete('call', { done: true });
    expect(run.tasks).toEqual(tasks);
    if (cancelRemaining) return;
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).code).toBe('invalidCommand');
    run.complete('visit');
    run.complete('offer');
    expect(run.tasks).toEqual(['after']);
  });

  test('what needs no person begins by itself, and it ends with it', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .adHoc('any', {}, (inner) => inner.scriptTask('one', '{ a: 1 }').scriptTask('two', '{ b: 2 }'))
        .userTask('after')
        .chain('s', 'any', 'after'),
    );
    const run = given(pkg).start();
    expect(run.tasks).toEqual(['after']);
    expect(run.variables).toEqual({ a: 1, b: 2 });
  });

  test('a list says what begins; one that is not there is an incident', () => {
    expect(given(steps({ begins: '["call"]' })).start().tasks).toEqual(['call']);
    expect(given(steps({ begins: '["fly"]' })).start().incidents).toMatchObject([{ message: expect.stringContaining('"fly"') }]);
  });

  test.each([
    ['has not begun', { begins: '["fly"]' }, {}],
    ['is ending', {}, { outputs: { late: 'missing + 1' } }],
  ])('one that an incident holds is not begun or ended by hand: it %s', (what, config, mapping) => {
    const builder = process()
      .startEvent('s')
      .adHoc('any', config, (inner) => inner.userTask('call'), mapping)
      .chain('s', 'any');
    const run = given(packageOf(builder)).start();
    const scope = run.one('any').id;
    if (what === 'is ending') run.must({ type: 'completeAdHoc', scope });
    expect(run.incidents).toHaveLength(1);
    expect(run.refused({ type: 'completeAdHoc', scope })).toMatchObject({ code: 'guard', message: expect.stringContaining(what) });
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).code).toBe('guard');
  });

  test('its lane says who may choose', () => {
    const run = given(steps({}, 'management')).start();
    const scope = run.one('any').id;
    expect(run.refused({ type: 'startAdHoc', scope, element: 'call' }).code).toBe('forbidden');
  });

  describe('an interrupting event subprocess takes its place', () => {
    const events = (trigger: Parameters<ProcessBuilder['startEvent']>[1]) => (inner: ProcessBuilder) =>
      inner
        .serviceTask('one')
        .serviceTask('two')
        .subProcess('esp', (x) => x.startEvent('xs', trigger).userTask('w').endEvent('xe').chain('xs', 'w', 'xe'), {
          triggeredByEvent: true,
        });
    const withEvents = (config: Parameters<ProcessBuilder['adHoc']>[1], trigger: Parameters<ProcessBuilder['startEvent']>[1]) =>
      packageOf(process().startEvent('s').adHoc('any', config, events(trigger)).userTask('after').chain('s', 'any', 'after'));
    const jobs = (run: Case) => run.live.filter((each) => each.job).map((each) => each.element);

    test.each([
      ['what begins by itself', {}],
      ['what a list says', { begins: '["two"]' }],
      ['one after another', { ordering: 'sequential' as const }],
    ])('at once, of %s', (_, config) => {
      const run = given(withEvents(config, { condition: 'q = 1' })).start({ q: 1 });
      expect([run.tasks, jobs(run)]).toEqual([['w'], []]);
      run.complete('w');
      expect([run.tasks, jobs(run)]).toEqual([['after'], []]);
    });

    test.each([
      ['what a sequential one had still to begin', { ordering: 'sequential' as const }, ['one']],
      ['what runs in it', {}, ['one', 'two']],
      ['what people might choose', { begins: '[]', completionCondition: 'false' }, []],
    ])('later, of %s; then it ends', (_, config, before) => {
      const run = given(withEvents(config, { message: 'm' })).start();
      expect(jobs(run)).toEqual(before);
      run.message('m');
      expect([run.tasks, jobs(run)]).toEqual([['w'], []]);
      const refused = run.refused({ type: 'startAdHoc', scope: run.one('any').id, element: 'one' });
      expect(refused).toMatchObject({ code: 'invalidCommand', message: expect.stringContaining('Nothing can') });
      run.complete('w');
      expect([run.tasks, jobs(run)]).toEqual([['after'], []]);
    });
  });
});
