import { describe, expect, test } from 'vitest';
import { anna, boris, chief, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const withTask = (config: Parameters<ReturnType<typeof process>['userTask']>[1] = {}, options = {}) =>
  packageOf(process().startEvent('s').userTask('call', config, options).userTask('next').endEvent('e').chain('s', 'call', 'next', 'e'));

describe('who may do a user task', () => {
  test.each([
    [{ groups: ['pre-sales'] }, {}, ['pre-sales'], null],
    [{ groupRule: '["a", team]' }, {}, ['a', 'sales'], null],
    [{ groupRule: 'team' }, {}, ['sales'], null],
    [{ assignee: 'owner' }, {}, [], 'boris'],
    [{ assignee: 'nobody' }, { lane: 'Pre-sales' }, ['Pre-sales'], null],
    [{ assignee: 'owner' }, { lane: 'Pre-sales' }, [], 'boris'],
    [{}, { lane: 'Pre-sales' }, ['Pre-sales'], null],
  ])('%j in lane %j', (config, options, candidateGroups, assignee) => {
    const run = given(withTask(config, options)).start({ team: 'sales', owner: 'boris', nobody: null });
    expect(run.one('call').task).toMatchObject({ candidateGroups, assignee });
  });

  test.each([
    ['30', 30],
    ['weight', 80],
    ['weight + 90', 100],
    ['nothing', 50],
  ])('priority %s', (priority, expected) => {
    expect(given(withTask({ priority })).start({ weight: 80, nothing: null }).one('call').task?.priority).toBe(expected);
  });

  test('claimed once; the other is told by whom and since when', () => {
    const run = given(withTask({ groups: ['sales'] })).start();
    const task = run.one('call').id;
    run.at('2027-02-01T11:00:00Z').as(boris).must({ type: 'claim', task });
    const refused = run.as(anna).refused({ type: 'claim', task });
    expect(refused).toMatchObject({ code: 'alreadyClaimed', params: { holder: 'boris', at: Date.parse('2027-02-01T11:00:00Z') } });
    expect(run.as(boris).must({ type: 'claim', task }).facts).toEqual([]);
    expect(run.as(anna).refused({ type: 'unclaim', task }).code).toBe('notYours');
    run.as(boris).must({ type: 'unclaim', task, reason: 'lunch' });
    run.as(anna).must({ type: 'claim', task });
    expect(run.of('taskClaimed')).toHaveLength(2);
  });

  test('who is in none of its groups neither takes nor completes it', () => {
    const run = given(withTask({ groups: ['clerk'] })).start();
    expect(run.refused({ type: 'claim', task: run.one('call').id }).code).toBe('forbidden');
    expect(run.refused(run.completion('call'))).toMatchObject({ code: 'forbidden', params: { groups: ['clerk'] } });
    expect(run.refused({ type: 'saveDraft', task: run.one('call').id, draft: { a: 1 } }).code).toBe('forbidden');
  });

  test.each([
    ['2027-02-01T10:20:00Z', 'boris'],
    ['2027-02-03T08:00:00Z', 'clara'],
  ])('who lost the task is told who has it (P07, given away %s to %s)', (time, holder) => {
    const run = given(withTask({ groups: ['pre-sales'] })).start();
    const task = run.one('call').id;
    run.must({ type: 'claim', task });
    run.at(time).as(chief).must({ type: 'assign', task, assignee: holder, reason: 'ill' });
    const before = run.facts.length;
    const refused = run.as(anna).refused(run.completion('call', { note: 'typed for ten minutes' }));
    expect(refused).toMatchObject({ code: 'notYours', params: { holder, at: Date.parse(time) } });
    expect(refused.message).toContain(holder);
    expect(run.facts).toHaveLength(before);
    run.as({ ...boris, id: holder }).complete('call');
    expect(run.of('taskCompleted')).toMatchObject([{ actor: holder }]);
  });

  test('only a supervisor gives tasks to others', () => {
    const run = given(withTask({ groups: ['pre-sales'] })).start();
    const task = run.one('call').id;
    expect(run.refused({ type: 'assign', task, assignee: 'boris' }).code).toBe('forbidden');
    run.as(chief).must({ type: 'assign', task, assignee: 'boris' });
    run.must({ type: 'assign', task, assignee: null });
    expect(run.one('call').task).toMatchObject({ assignee: null });
  });
});

describe('a task that is not open any more', () => {
  const twoResults = withTask({
    outcomes: ['hot', 'junk'].map((value) => ({ value, name: value, requires: [], note: false, nextStep: false })),
  });

  test.each([
    ['hot', 'junk'],
    ['junk', 'hot'],
    ['hot', 'hot'],
  ])('completed twice: the second is told the result that won (P08, %s then %s)', (first, second) => {
    const run = given(twoResults).start();
    const completion = run.completion('call');
    run.must({ ...completion, outcome: first });
    for (let time = 0; time < 19; time += 1) {
      const refused = run.as(boris).refused({ ...completion, outcome: second });
      expect(refused).toMatchObject({ code: 'taskNotOpen', params: { outcome: first, actor: 'anna' } });
      expect(refused.message).toContain(first);
    }
    expect(run.of('taskCompleted')).toHaveLength(1);
    expect(run.tasks).toEqual(['next']);
  });

  test('also when the case has ended since', () => {
    const run = given(twoResults).start();
    const completion = { ...run.completion('call'), outcome: 'hot' };
    run.must(completion);
    run.complete('next');
    expect(run.status).toBe('completed');
    expect(run.refused(completion)).toMatchObject({ code: 'taskNotOpen', params: { outcome: 'hot' } });
    expect(run.refused({ type: 'changeRecord', alias: 'lead', patch: {} }).code).toBe('instanceEnded');
  });

  test.each([
    ['11:59:59.999', 'person'],
    ['12:00:00.000', 'person'],
    ['12:00:00.001', 'timer'],
  ])('deadline and completion at the same moment go one way only (P09, %s, %s first)', (time, first) => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('call')
        .boundaryEvent('over', 'call', { timer: { date: '2027-02-01T12:00:00Z' } })
        .userTask('next')
        .userTask('late')
        .chain('s', 'call', 'next')
        .chain('over', 'late'),
    );
    const run = given(pkg).start();
    const completion = run.completion('call');
    run.at(`2027-02-01T${time}Z`);
    if (first === 'person') {
      run.must(completion);
      expect(run.tasks).toEqual(['next']);
      expect(run.refused({ type: 'advance' }).code).toBe('notYet');
    } else {
      run.must({ type: 'advance' });
      expect(run.refused(completion)).toMatchObject({ code: 'endedByDeadline', element: 'call' });
      expect(run.tasks).toEqual(['late']);
    }
    expect(run.live.flatMap((instance) => instance.timers ?? [])).toEqual([]);
  });

  test('completed, but stopped by a fault behind it: its deadline does not take the other path', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('call', {}, { outputs: { price: 'amount * 2' } })
        .boundaryEvent('over', 'call', { timer: { duration: 'PT1H' } })
        .userTask('next')
        .userTask('late')
        .chain('s', 'call', 'next')
        .chain('over', 'late'),
    );
    const run = given(pkg).start();
    run.complete('call');
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 'call', trigger: { kind: 'complete' } }]);
    expect(run.at('2027-02-01T12:00:00Z').refused({ type: 'advance' }).code).toBe('notYet');
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { amount: 4 } });
    expect([run.tasks, run.variables.price]).toEqual([['next'], 8]);
    expect(run.of('taskCompleted')).toHaveLength(1);
  });

  test('one that never was', () => {
    const run = given(twoResults).start();
    expect(run.refused({ type: 'completeTask', task: 999, values: {} }).code).toBe('notFound');
    expect(run.refused({ type: 'completeTask', task: 1, values: {} }).code).toBe('taskNotOpen');
  });
});

describe('drafts and call-backs', () => {
  test('a draft is kept as it is, half-filled', () => {
    const run = given(withTask()).start();
    run.must({ type: 'saveDraft', task: run.one('call').id, draft: { 'lead.need': 'lab', when: '2027-13' } });
    expect(run.one('call').task?.draft).toEqual({ 'lead.need': 'lab', when: '2027-13' });
    expect(run.refused({ type: 'saveDraft', task: run.one('call').id, draft: { 'lead.__proto__': 1 } }).code).toBe('invalidCommand');
  });

  test('a call-back moves the deadline with it; nothing has to fire for the task to be there', () => {
    const run = given(withTask({ deadline: { due: 'PT1H', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] } })).start();
    const task = run.one('call').id;
    const followUpAt = Date.parse('2027-02-02T09:00:00Z');
    expect(run.refused({ type: 'defer', task, followUpAt: run.now, reason: 'x' })).toMatchObject({
      code: 'guard',
      fields: [{ code: 'past' }],
    });
    expect(run.refused({ type: 'defer', task, followUpAt, reason: ' ' })).toMatchObject({ fields: [{ path: 'reason' }] });
    run.must({ type: 'defer', task, followUpAt, reason: 'asked to be called tomorrow' });
    expect(run.one('call').task).toMatchObject({ followUpAt, dueAt: Date.parse('2027-02-02T10:00:00Z') });
    expect(run.at('2027-02-01T12:00:00Z').refused({ type: 'advance' }).code).toBe('notYet');
    expect(run.advance('2027-02-02T10:00:00Z').effects).toHaveLength(1);
  });

  test('a follow-up rule is there from the start', () => {
    const run = given(withTask({ followUp: 'callAt', deadline: { due: 'PT2H', alerts: [] } })).start({ callAt: '2027-02-05T08:00:00Z' });
    expect(run.one('call').task).toMatchObject({
      followUpAt: Date.parse('2027-02-05T08:00:00Z'),
      dueAt: Date.parse('2027-02-05T10:00:00Z'),
    });
    const broken = given(withTask({ followUp: 'callAt' })).start({ callAt: 'tomorrow' });
    expect(broken.incidents).toMatchObject([{ code: 'timer', element: 'call' }]);
  });
});
