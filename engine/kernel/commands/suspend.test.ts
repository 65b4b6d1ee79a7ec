import { describe, expect, test } from 'vitest';
import type { CalendarDefinition } from '../../contract/index.ts';
import { anna, type Case, chief, given } from '../testing/case.ts';
import { packageOf, process } from '../testing/process-builder.ts';

const office: CalendarDefinition = {
  name: 'office',
  version: 1,
  zone: 'UTC',
  week: Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]])),
  days: {},
};

/** A task with a boundary timer of this rule. */
const timed = (rule: object, deadline?: { due: string; warn?: string; calendar?: string }) =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('a', deadline ? { deadline: { alerts: [{ at: 'late', to: 'supervisor', level: 'late' }], ...deadline } } : {})
      .boundaryEvent('t', 'a', { timer: rule })
      .userTask('late')
      .chain('s', 'a')
      .chain('t', 'late'),
    { calendars: [office] },
  );

/** Suspends and resumes a case of the package between two instants. */
function frozen(pkg: ReturnType<typeof timed>, start: string, from: string, to: string) {
  const run = given(pkg, { at: start }).start().as(chief);
  run.at(from).must({ type: 'suspend', reason: 'strike' });
  run.at(to).must({ type: 'resume' });
  return run;
}

describe('suspended, and resumed', () => {
  // 2027-02-01 is a Monday.
  test.each([
    ['plain', { duration: 'PT2H' }, '2027-02-01T10:30:00Z', '2027-02-02T09:00:00Z', '2027-02-02T10:30:00Z'],
    ['plain, over a week', { duration: 'P3D' }, '2027-02-02T10:00:00Z', '2027-02-09T10:00:00Z', '2027-02-11T10:00:00Z'],
    ['working time', { duration: 'PT4H', calendar: 'office' }, '2027-02-01T11:00:00Z', '2027-02-02T09:00:00Z', '2027-02-02T12:00:00Z'],
    [
      'working time, over closed hours',
      { duration: 'PT10H', calendar: 'office' },
      '2027-02-01T18:00:00Z',
      '2027-02-02T08:00:00Z',
      '2027-02-02T12:00:00Z',
    ],
    ['a date', { date: '2027-02-05T10:00:00Z' }, '2027-02-01T11:00:00Z', '2027-02-02T09:00:00Z', '2027-02-05T10:00:00Z'],
    ['a date that passed', { date: '2027-02-01T12:00:00Z' }, '2027-02-01T11:00:00Z', '2027-02-02T09:00:00Z', '2027-02-01T12:00:00Z'],
  ])('%s', (_, rule, from, to, due) => {
    const run = frozen(timed(rule), '2027-02-01T10:00:00Z', from, to);
    expect(run.one('a').timers?.map((timer) => new Date(timer.dueAt).toISOString())).toEqual([new Date(due).toISOString()]);
    const [shift] = run.of('timerRescheduled');
    if (shift) expect(new Date(shift.timer.dueAt).toISOString()).toBe(new Date(due).toISOString());
    run.at(due);
    if (run.now < Date.parse(to)) run.at(to);
    run.must({ type: 'advance' });
    expect(run.of('timerFired')).toHaveLength(1);
    expect(run.refused({ type: 'advance' }).code).toBe('notYet');
    expect(run.tasks).toEqual(['late']);
  });

  test('a cycle goes on from there, as often as it should', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('a')
        .boundaryEvent('t', 'a', { timer: { cycle: 'R3/PT1H' } }, { interrupting: false })
        .endEvent('e')
        .chain('s', 'a')
        .chain('t', 'e'),
    );
    const run = given(pkg, { at: '2027-02-01T10:00:00Z' }).start().as(chief);
    run.advance('2027-02-01T11:00:00Z');
    run.at('2027-02-01T11:30:00Z').must({ type: 'suspend' });
    run.at('2027-02-03T11:30:00Z').must({ type: 'resume' });
    run.advance('2027-02-03T12:00:00Z');
    run.advance('2027-02-03T13:00:00Z');
    expect(run.of('timerFired').map((fact) => [new Date(fact.at).toISOString().slice(0, 16), fact.lateBy])).toEqual([
      ['2027-02-01T11:00', 0],
      ['2027-02-03T12:00', 0],
      ['2027-02-03T13:00', 0],
    ]);
    expect(run.one('a').timers).toBeUndefined();
  });

  test('a deadline of a task keeps what was left of it, and so do its alerts; an agreed call-back keeps its time', () => {
    const run = given(timed({ duration: 'P30D' }, { due: 'PT8H', warn: '50%', calendar: 'office' }), {
      at: '2027-02-01T09:00:00Z',
    }).start();
    run.as(chief).at('2027-02-01T11:00:00Z').must({ type: 'suspend' });
    run.at('2027-02-03T09:00:00Z').must({ type: 'resume' });
    expect(run.one('a').task).toMatchObject({ dueAt: Date.parse('2027-02-03T15:00:00Z'), warnAt: Date.parse('2027-02-03T11:00:00Z') });
    expect(
      run
        .one('a')
        .timers?.filter((timer) => timer.purpose !== 'event')
        .map((timer) => timer.dueAt),
    ).toEqual([Date.parse('2027-02-03T11:00:00Z'), Date.parse('2027-02-03T15:00:00Z')]);
    const call = Date.parse('2027-02-05T10:00:00Z');
    run.as(anna).must({ type: 'defer', task: run.one('a').id, followUpAt: call, reason: 'on Friday' });
    const { dueAt } = run.one('a').task ?? {};
    run.as(chief).must({ type: 'suspend' });
    run.at('2027-02-04T09:00:00Z').must({ type: 'resume' });
    expect(run.one('a').task).toMatchObject({ followUpAt: call, dueAt });
  });
});

describe('while it is suspended', () => {
  const pkg = () =>
    packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .userTask('a')
        .serviceTask('j')
        .catchEvent('m', { message: 'go' })
        .userTask('afterJob')
        .exclusive('x')
        .userTask('ready')
        .boundaryEvent('bad', 'j', { error: 'NO_STOCK' })
        .userTask('order')
        .chain('s', 'f', 'a')
        .chain('f', 'j', 'afterJob')
        .chain('f', 'm', 'x')
        .chain('bad', 'order')
        .flow('x', 'ready', { condition: 'done' }),
      { recordType: 'lead', recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'need', label: 'Need', type: 'text' }] }] },
    );
  const suspended = () => {
    const run = given(pkg(), { records: [{ alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: {} }] }).start();
    run.as(chief).must({ type: 'suspend', reason: 'checking' });
    return run.as(anna);
  };

  test('people, messages and timers are refused, and nothing changes', () => {
    const run = suspended();
    const before = JSON.stringify(run.state);
    const task = run.one('a').id;
    const commands = [
      { type: 'completeTask' as const, task, values: {} },
      { type: 'claim' as const, task },
      { type: 'saveDraft' as const, task, draft: {} },
      { type: 'deliverMessage' as const, messageId: 'm', name: 'go', correlationKey: '', payload: {} },
      { type: 'retryIncident' as const, incident: 99 },
      { type: 'undo' as const },
    ];
    for (const command of commands)
      expect(run.refused(command)).toMatchObject({ code: 'suspended', params: { by: 'chief', reason: 'checking' } });
    expect(run.as(chief).refused({ type: 'override', reason: 'r', command: commands[0] as (typeof commands)[0] }).code).toBe('suspended');
    expect(run.refused({ type: 'advance' })).toMatchObject({ code: 'notYet', params: { nextDue: null } });
    expect(JSON.stringify(run.state)).toBe(before);
    expect(run.incidents).toEqual([]);
  });

  test('the result of a job is kept, once, and taken up when it is resumed', () => {
    const run = suspended();
    const job = run.one('j').job?.key as string;
    run.must({ type: 'completeJob', job, output: { n: 1 } });
    expect(run.must({ type: 'completeJob', job, output: { n: 2 } }).reply.ignored).toBe(true);
    expect(run.tasks).toEqual(['a']);
    run.as(chief).must({ type: 'resume' });
    expect(run.tasks).toEqual(['a', 'afterJob']);
    expect(run.variables.n).toBe(1);
    expect(run.state?.suspended).toBeUndefined();
  });

  test('a BPMN error is thrown when it is resumed; a job that gave up is an incident at once', () => {
    const run = suspended();
    const job = run.one('j').job?.key as string;
    run.must({ type: 'failJob', job, error: { code: 'NO_STOCK', message: 'x', bpmnError: true }, retriesLeft: 0 });
    expect(run.tasks).toEqual(['a']);
    run.as(chief).must({ type: 'resume' });
    expect(run.tasks).toEqual(['a', 'order']);

    const other = suspended();
    other.must({ type: 'failJob', job: other.one('j').job?.key as string, error: { code: 'down', message: 'x' }, retriesLeft: 0 });
    expect(other.incidents.map((incident) => incident.code)).toEqual(['down']);
  });

  test('an operator works on: variables, records, tokens, and its end', () => {
    const run = suspended();
    run.must({ type: 'changeRecord', alias: 'lead', patch: { need: 'labels' } });
    run.as(chief).must({ type: 'setVariables', reason: 'forgotten', variables: { done: true } });
    run.must({ type: 'modify', reason: 'wrong branch', cancel: [run.one('j').id], start: [{ element: 'afterJob' }] });
    expect(run.tasks).toEqual(['a', 'afterJob']);
    run.must({ type: 'resume' });
    run.message('go');
    expect(run.tasks).toEqual(['a', 'afterJob', 'ready']);
    run.must({ type: 'suspend' });
    run.must({ type: 'cancel', reason: 'enough' });
    expect(run.status).toBe('cancelled');
  });

  test('what a condition waits for may become true: it happens when the case goes on', () => {
    const flow = process().startEvent('s').userTask('a').boundaryEvent('rich', 'a', { condition: 'n > 5' }).userTask('b');
    const run = given(packageOf(flow.chain('s', 'a').chain('rich', 'b')))
      .start({ n: 1 })
      .as(chief);
    run.must({ type: 'suspend' });
    run.must({ type: 'setVariables', reason: 'r', variables: { n: 9 } });
    expect(run.tasks).toEqual(['a']);
    run.must({ type: 'resume' });
    expect(run.tasks).toEqual(['b']);
  });

  test('a signal is refused, so that whoever brings it comes again', () => {
    const run = given(packageOf(process().startEvent('s').catchEvent('c', { signal: 'go' }).userTask('b').chain('s', 'c', 'b'))).start();
    run.as(chief).must({ type: 'suspend' });
    const signal = { type: 'deliverSignal' as const, signalId: 's1', name: 'go', payload: {} };
    expect(run.refused(signal).code).toBe('suspended');
    run.must({ type: 'resume' });
    run.must(signal);
    expect(run.tasks).toEqual(['b']);
  });

  test.each([
    ['variables', (run: Case) => run.must({ type: 'setVariables', reason: 'r', variables: { ok: true } })],
    ['a record', (run: Case) => run.must({ type: 'changeRecord', alias: 'lead', patch: { need: 'labels' } })],
    // The token the operator took away was all that the inclusive join waited for.
    ['tokens', (run: Case) => run.must({ type: 'modify', reason: 'r', cancel: [run.one('c').id], start: [] })],
  ])('a join that may go on by a change of %s goes on when the case does', (what, change) => {
    const flow = process()
      .startEvent('s')
      .parallel('f')
      .userTask('a')
      .userTask('b')
      .complex('g', 'ok = true or lead.need = "labels"')
      .userTask('met')
      .parallel('i')
      .userTask('c')
      .userTask('d')
      .inclusive('j')
      .userTask('joined')
      .chain('s', 'f', 'a', 'g', 'met')
      .chain('f', 'b', 'g')
      .chain('f', 'i', 'c', 'j', 'joined')
      .chain('i', 'd', 'j');
    const pkg = packageOf(flow, {
      recordType: 'lead',
      recordTypes: [{ id: 'lead', name: 'Lead', fields: [{ key: 'need', label: 'Need', type: 'text' }] }],
    });
    const records = [{ alias: 'lead', type: 'lead', id: 'L1', version: 1, fields: { need: null } }];
    const run = given(pkg, { records }).start({ ok: false });
    run.complete('a');
    run.complete('d');
    run.as(chief).must({ type: 'suspend' });
    change(run);
    const still = what === 'tokens' ? ['b'] : ['b', 'c'];
    expect(run.tasks).toEqual(still);
    run.must({ type: 'resume' });
    expect(run.tasks).toEqual([...still, what === 'tokens' ? 'joined' : 'met']);
  });

  test("a signal that an operator's token throws leaves, and is taken in the case when it goes on, in order with the results of jobs", () => {
    const flow = process()
      .startEvent('s')
      .parallel('f')
      .catchEvent('c', { signal: 'go' })
      .userTask('got')
      .serviceTask('j')
      .catchEvent('d', { signal: 'go' })
      .userTask('never')
      .userTask('z')
      .throwEvent('th', { signal: 'go' })
      .userTask('y')
      .chain('s', 'f', 'c', 'got')
      .chain('f', 'j', 'd', 'never')
      .chain('f', 'z', 'th', 'y');
    const run = given(packageOf(flow)).start();
    run.as(chief).must({ type: 'suspend' });
    run.must({ type: 'modify', reason: 'r', cancel: [run.one('z').id], start: [{ element: 'th' }] });
    run.done('j', { n: 1 });
    expect(run.effects.filter((effect) => effect.type === 'broadcastSignal')).toHaveLength(1);
    expect(run.tasks).toEqual(['y']);
    run.must({ type: 'resume' });
    expect(run.tasks).toEqual(['got', 'y']);
    expect(run.one('d').subscriptions).toHaveLength(1);
    expect(run.variables.n).toBe(1);
  });

  test('only a supervisor or an administrator, and only one after the other', () => {
    const run = suspended();
    expect(run.refused({ type: 'resume' }).code).toBe('forbidden');
    expect(run.as(chief).refused({ type: 'suspend' }).code).toBe('suspended');
    run.must({ type: 'resume' });
    expect(run.refused({ type: 'resume' }).code).toBe('notSuspended');
    expect(run.as(anna).refused({ type: 'suspend' }).code).toBe('forbidden');
  });
});
