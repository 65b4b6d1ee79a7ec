import { describe, expect, test } from 'vitest';
import type { CompleteTaskCommand, InstanceState, UndoBasis } from '../../contract/index.ts';
import { anna, boris, type Case, chief, given } from '../testing/case.ts';
import { packageOf, process } from '../testing/process-builder.ts';
import { undoBasis } from '../undo-basis.ts';

const lead = () => [{ alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: { need: 'boxes' } as { [name: string]: string | null } }];

const stages = ['new', 'talk', 'won'].map((id) => ({
  ...{ id, name: id, color: 'teal', requiredFields: [] },
  ...(id === 'won' ? { ends: 'won' as const } : {}),
}));

/** A task with a reminder and a question it waits for; then a mail, a second task, and the end. */
const pkg = () =>
  packageOf(
    process()
      .startEvent('s', 'none', { stage: 'new' })
      .parallel('f')
      .userTask('call', { outcomes: [] })
      .boundaryEvent('t', 'call', { timer: { duration: 'P1D' } }, { interrupting: false })
      .boundaryEvent('asked', 'call', { message: { name: 'asked', correlationKey: '"k"' } }, { interrupting: false })
      .boundaryEvent('bad', 'call', { error: 'NO' })
      .endEvent('te')
      .userTask('talk', {}, { stage: 'talk' })
      .serviceTask('mail', { jobType: 'send-email' })
      .endEvent('won', 'none', { stage: 'won' })
      .userTask('beside')
      .endEvent('be')
      .userTask('why')
      .chain('s', 'f', 'call', 'talk', 'mail', 'won')
      .chain('f', 'beside', 'be')
      .chain('t', 'te')
      .chain('asked', 'te')
      .chain('bad', 'why'),
    { recordType: 'lead', recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'need', label: 'Need', type: 'text' }] }], stages },
  );

const begun = () => given(pkg(), { records: lead() }).start({ n: 1 });

function plain(state: InstanceState | null): object {
  return { ...(JSON.parse(JSON.stringify(state)) as InstanceState), factNumber: 0 };
}

/** Takes the step, takes it back, and expects the state there was. */
function there(run: Case, step: () => unknown): void {
  const before = plain(run.state);
  const records = run.records.map((record) => record.fields);
  step();
  expect(plain(run.state)).not.toEqual(before);
  run.must({ type: 'undo' });
  expect(plain(run.state)).toEqual(before);
  expect(run.records.map((record) => record.fields)).toEqual(records);
}

describe('a step taken back leaves the state there was', () => {
  const task = (run: Case, element: string) => run.one(element).id;
  test.each<[string, (run: Case) => unknown]>([
    ['completed, over a stage', (run) => run.complete('call', { n: 2, 'lead.need': 'labels' })],
    ['an error thrown', (run) => run.must({ type: 'throwError', task: task(run, 'call'), code: 'NO', variables: { n: 5 } })],
    ['claimed', (run) => run.must({ type: 'claim', task: task(run, 'call') })],
    ['put off', (run) => run.must({ type: 'defer', task: task(run, 'call'), followUpAt: run.now + 3_600_000, reason: 'busy' })],
    ['given to another', (run) => run.as(chief).must({ type: 'assign', task: task(run, 'call'), assignee: 'boris' })],
    ['cancelled', (run) => run.as(chief).must({ type: 'cancel', reason: 'by mistake' })],
    ['moved', (run) => run.as(chief).must({ type: 'modify', reason: 'r', cancel: [task(run, 'call')], start: [{ element: 'why' }] })],
    ['corrected', (run) => run.as(chief).must({ type: 'setVariables', reason: 'r', variables: { n: 9, m: 1 } })],
    [
      'overridden',
      (run) =>
        run.as(chief).must({ type: 'override', reason: 'r', command: { type: 'completeTask', task: task(run, 'call'), values: {} } }),
    ],
  ])('%s', (_, step) => {
    const run = begun();
    there(run, () => step(run));
    // And what waited then waits again: it goes on as if nothing had been.
    run.as(anna).message('asked', {}, 'k');
    run.complete('call', { 'lead.need': 'labels' });
    expect(run.tasks).toEqual(['beside', 'talk']);
  });

  test('one step after the other, down to the first', () => {
    const run = begun();
    const states = [plain(run.state)];
    run.must({ type: 'claim', task: task(run, 'call') });
    states.push(plain(run.state));
    run.complete('call');
    states.push(plain(run.state));
    run.complete('beside');
    for (const state of states.reverse()) {
      run.must({ type: 'undo' });
      expect(plain(run.state)).toEqual(state);
    }
    expect(run.refused({ type: 'undo' })).toMatchObject({ code: 'irrevocable', params: { why: 'nothing' } });
  });

  test('the stage of the record, and since when, come back', () => {
    const run = begun();
    run.at('2027-02-02T10:00:00Z').complete('call');
    run.at('2027-02-02T11:00:00Z').must({ type: 'undo' });
    expect(run.of('stepUndone')).toMatchObject([{ stage: { to: 'new', since: Date.parse('2027-02-01T10:00:00Z') } }]);
  });

  test('large variables that the step did not touch are not written again', () => {
    const run = given(pkg(), { records: lead() }).start({ n: 1, file: 'x'.repeat(100_000) });
    there(run, () => run.complete('call', { n: 2 }));
    expect(JSON.stringify(run.of('stepUndone')).length).toBeLessThan(5_000);
  });

  test('a case that ended by the step is open again', () => {
    const run = given(packageOf(process().startEvent('s').userTask('a').endEvent('e').chain('s', 'a', 'e'))).start();
    there(run, () => run.complete('a'));
    expect(run.of('stepUndone')).toMatchObject([{ reopens: 'completed', reopened: { tasks: [run.one('a').id] } }]);
    run.complete('a');
    expect(run.status).toBe('completed');
  });

  describe('a job that the step had called off runs again with what it was given', () => {
    const twoPaths = (source: string) =>
      packageOf(
        process()
          .startEvent('s')
          .parallel('f')
          .serviceTask('j', { input: [{ source, target: 'y' }] })
          .userTask('u')
          .endEvent('stop', 'terminate')
          .userTask('change')
          .userTask('changed')
          .chain('s', 'f', 'j')
          .chain('f', 'u', 'stop')
          .chain('f', 'change', 'changed'),
      );
    const burn = '{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r';
    const runs = (run: Case) => run.effects.flatMap((effect) => (effect.type === 'runJob' ? [effect.input] : []));

    test.each([
      ['x', 1, 2, 1],
      ['x + 1', 1, 'no number', 2],
      [`if x = 1 then 7 else ${burn}`, 1, 2, 7],
    ])('%s of %j, which is %j now', (source, x, now, y) => {
      const run = given(twoPaths(source)).start({ x });
      run.complete('change', { x: now });
      there(run, () => run.complete('u'));
      expect(run.incidents).toEqual([]);
      expect(runs(run)).toEqual([{ y }, { y }]);
    });

    test('or, had it been told to run anew, with what was to be read then', () => {
      const run = given(twoPaths('x')).start({ x: 1 });
      const job = run.one('j').job?.key as string;
      run.must({ type: 'failJob', job, error: { code: 'down', message: 'm' }, retriesLeft: 0 });
      run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { x: 2 } });
      there(run, () => run.complete('u'));
      expect(runs(run)).toEqual([{ y: 1 }, { y: 2 }, { y: 2 }]);
    });
  });

  test('a job of the step that has not begun is called off; one the step had called off runs again', () => {
    const run = begun();
    run.complete('call');
    there(run, () => run.complete('talk'));
    expect(run.effects.map((effect) => effect.type)).toEqual(['runJob', 'cancelJob']);
    run.complete('talk');
    there(run, () => run.as(chief).must({ type: 'modify', reason: 'r', cancel: [run.one('mail').id], start: [{ element: 'call' }] }));
    const keys = run.effects.map((effect) => ('job' in effect ? effect.job : ''));
    expect(run.effects.slice(-2).map((effect) => effect.type)).toEqual(['cancelJob', 'runJob']);
    expect(keys.at(-1)).toBe(run.one('mail').job?.key);
  });
});

describe('what a step set going', () => {
  test('compensation that an end event asked for stands still again', () => {
    const flow = process()
      .startEvent('s')
      .userTask('pay')
      .userTask('pay back', {}, { forCompensation: true })
      .boundaryEvent('edge', 'pay', { compensate: { handler: 'pay back' } })
      .userTask('last')
      .throwEvent('back', { compensate: {} })
      .userTask('after')
      .chain('s', 'pay', 'last', 'back', 'after');
    const run = given(packageOf(flow)).start();
    run.complete('pay');
    there(run, () => run.complete('last'));
    run.complete('last');
    there(run, () => run.complete('pay back'));
    run.complete('pay back');
    expect(run.tasks).toEqual(['after']);
  });

  test('a signal that left cannot be called back', () => {
    const run = given(
      packageOf(process().startEvent('s').userTask('a').throwEvent('t', { signal: 'go' }).userTask('b').chain('s', 'a', 't', 'b')),
    ).start();
    run.complete('a');
    expect(run.refused({ type: 'undo' })).toMatchObject({ code: 'irrevocable', params: { why: 'signalLeft', name: 'go' } });
  });
});

describe('a step stays', () => {
  const completed = (more: Partial<CompleteTaskCommand> = {}) => {
    const run = begun();
    run.complete('call', { 'lead.need': 'labels' }, more);
    return run;
  };
  test.each<[string, string, (run: Case) => unknown]>([
    [
      'somebody has claimed the next task',
      'somebodyActed',
      (run) => run.as(boris).must({ type: 'saveDraft', task: run.one('talk').id, draft: {} }),
    ],
    ['the record was changed', 'somebodyActed', (run) => run.must({ type: 'changeRecord', alias: 'lead', patch: { need: 'pallets' } })],
    [
      'the record was changed elsewhere',
      'recordChanged',
      (run) => (run.records = [{ ...lead()[0], version: 9, fields: { need: 'x' } } as never]),
    ],
  ])('when %s', (_, why, then) => {
    const run = completed();
    then(run);
    expect(run.as(chief).refused({ type: 'undo' })).toMatchObject({ code: 'irrevocable', params: { why } });
  });

  test('when it ended the case and another one goes on for it, until that has ended', () => {
    const run = begun();
    run.complete('call');
    run.as(chief).must({ type: 'cancel', reason: 'double' });
    const basis = undoBasis(run.commands, run.facts, []);
    run.context = { undo: { ...(basis as UndoBasis), restartedAs: 'i2' } };
    expect(run.as(chief).refused({ type: 'undo' })).toMatchObject({ code: 'irrevocable', params: { why: 'restarted', case: 'i2' } });
    run.context = {};
    run.as(chief).must({ type: 'undo' });
    expect(run.state?.status).toBe('open');
    // A step of the open case is taken back whatever goes on beside it.
    run.context = { undo: { ...(undoBasis(run.commands, run.facts, []) as UndoBasis), restartedAs: 'i2' } };
    run.must({ type: 'undo' });
    expect(run.one('call').task).toBeDefined();
  });

  test('when its job has begun, or ended', () => {
    const run = completed();
    run.complete('talk');
    run.begun.push(run.one('mail').job?.key as string);
    expect(run.refused({ type: 'undo' })).toMatchObject({ params: { why: 'jobBegun', type: 'send-email' } });
    run.done('mail');
    expect(run.refused({ type: 'undo' }).params).toMatchObject({ why: 'jobBegun' });
  });

  test('when a time has come since, or a message', () => {
    const deadline = { due: 'PT1H', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] };
    const flow = process()
      .startEvent('s')
      .userTask('a')
      .userTask('b', { deadline })
      .boundaryEvent('m', 'b', { message: 'go' }, { interrupting: false });
    const run = given(packageOf(flow.endEvent('e').chain('s', 'a', 'b').chain('m', 'e'))).start();
    run.complete('a');
    run.message('go');
    expect(run.refused({ type: 'undo' }).params).toMatchObject({ why: 'messageReceived', name: 'go' });
    const late = given(packageOf(process().startEvent('s').userTask('a').userTask('b', { deadline }).chain('s', 'a', 'b'))).start();
    late.complete('a');
    late.advance('2027-02-01T12:00:00Z');
    expect(late.refused({ type: 'undo' }).params).toMatchObject({ why: 'timerFired', element: 'b' });
  });

  test('when it sent a message', () => {
    const flow = process()
      .startEvent('s')
      .userTask('a')
      .throwEvent('out', { message: { name: 'out', payload: [] } })
      .userTask('b');
    const run = given(packageOf(flow.chain('s', 'a', 'out', 'b'))).start();
    run.complete('a');
    expect(run.refused({ type: 'undo' }).params).toMatchObject({ why: 'messageLeft', name: 'out' });
  });

  test('for another than who took it, unless he is a supervisor; and when another step is meant', () => {
    const run = completed();
    expect(run.as(boris).refused({ type: 'undo' })).toMatchObject({ code: 'forbidden', params: { actor: 'anna' } });
    expect(run.as(anna).refused({ type: 'undo', step: 3 }).code).toBe('irrevocable');
    run.as(chief).must({ type: 'undo', step: run.state?.factNumber });
    expect(run.tasks).toEqual(['beside', 'call']);
  });
});
