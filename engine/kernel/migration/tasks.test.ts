import { describe, expect, test } from 'vitest';
import type { Deadline, UserTaskConfig } from '../../elements/user-task/config.ts';
import { anna } from '../testing/case.ts';
import { migrate, started, stays, thereAndBack, undo, undoStays, versions } from '../testing/moving.ts';
import { process } from '../testing/process-builder.ts';

const alerts = [
  { at: 'warn', to: 'assignee', level: 'soon' },
  { at: 'late', to: 'supervisor', level: 'late' },
];
const deadline = (due: string): Deadline => ({ due, warn: '50%', alerts });

function withTask(id: string, config: Parameters<ReturnType<typeof process>['userTask']>[1], name = 'Call') {
  return process().startEvent('s').userTask(id, config, { name }).endEvent('e').chain('s', id, 'e');
}

const outcome = (value: string): UserTaskConfig['outcomes'][number] => ({ value, name: value, requires: [], note: false, nextStep: false });

describe('an open task', () => {
  test('keeps who holds it, its draft and its time; name, form, groups and results are those of the new version', () => {
    const one = withTask('call', { groups: ['pre-sales'], form: 'old', outcomes: [outcome('yes')], deadline: deadline('PT4H') });
    const two = withTask('talk', { groups: ['sales'], form: 'new', outcomes: [outcome('maybe')], deadline: deadline('PT4H') }, 'Talk');
    const it = started(versions(one, two));
    const id = it.one('call').id;
    it.must({ type: 'claim', task: id });
    it.must({ type: 'saveDraft', task: id, draft: { need: 'labels' } });
    const { dueAt, claimedAt } = it.one('call').task ?? {};
    migrate(it.at('2027-02-01T11:00:00Z'), { call: 'talk' });
    const task = it.one('talk').task;
    expect(task).toMatchObject({
      name: 'Talk',
      form: 'new',
      candidateGroups: ['sales'],
      assignee: anna.id,
      claimedAt,
      dueAt,
      draft: { need: 'labels' },
    });
    expect(it.one('talk').timers?.map(({ element }) => element)).toEqual(['talk', 'talk']);
    expect(it.refused(it.completion('talk', {}, { outcome: 'yes' })).code).toBe('outcomeUnknown');
    it.complete('talk', {}, { outcome: 'maybe' });
    expect(it.status).toBe('completed');
  });

  test.each([
    ['keep', '14:00', 2],
    ['recount', '18:00', 2],
    ['restart', '20:00', 2],
  ] as const)('whose deadline has another rule: %s makes it due at %s', (choice, due, timers) => {
    const it = started(versions(withTask('call', { deadline: deadline('PT4H') }), withTask('call', { deadline: deadline('PT8H') })));
    migrate(it.at('2027-02-01T12:00:00Z'), {}, { call: choice });
    expect(it.one('call').task?.dueAt).toBe(Date.parse(`2027-02-01T${due}:00Z`));
    expect(it.one('call').timers).toHaveLength(timers);
  });

  test('whoever was warned already is not warned again; what lies ahead is told', () => {
    const it = started(versions(withTask('call', { deadline: deadline('PT4H') }), withTask('call', { deadline: deadline('PT5H') })));
    it.advance('2027-02-01T12:00:00Z');
    migrate(it.at('2027-02-01T13:00:00Z'), {}, { call: 'recount' });
    expect(it.one('call').timers?.map(({ rule }) => rule)).toEqual(['late']);
    it.advance('2027-02-01T16:00:00Z');
    expect(it.of('taskAlerted').map(({ level }) => level)).toEqual(['soon', 'late']);
  });

  test('a new deadline counts from the move', () => {
    const it = started(versions(withTask('call', {}), withTask('call', { deadline: deadline('PT4H') })));
    migrate(it.at('2027-02-05T12:00:00Z'));
    expect(it.one('call').task?.dueAt).toBe(Date.parse('2027-02-05T16:00:00Z'));
  });

  test('becomes no job, and a job no task', () => {
    const job = process().startEvent('s').serviceTask('call').endEvent('e').chain('s', 'call', 'e');
    expect(stays(started(versions(withTask('call', {}), job)))).toEqual(['kindChanged call']);
    expect(stays(started(versions(job, withTask('call', {}))))).toEqual(['kindChanged call']);
  });

  test('groups by a rule that cannot be evaluated hold it back, with the reason', () => {
    const it = started(versions(withTask('call', {}), withTask('call', { groupRule: 'region' })));
    expect(stays(it)).toEqual(['expression call']);
    expect(started(versions(withTask('call', {}), withTask('call', { groupRule: 'region' })), { region: 'north' })).toBeDefined();
  });
});

describe('taking it back', () => {
  test('is exact, with deadline and alerts at their old times', () => {
    const it = started(versions(withTask('call', { groups: ['sales'], deadline: deadline('PT4H') }), withTask('talk', { form: 'f' })));
    const { before, after, there } = thereAndBack(it.at('2027-02-01T11:00:00Z'), { call: 'talk' });
    expect(after).toEqual(before);
    expect(JSON.stringify(there)).not.toContain('timers');
    it.advance('2027-02-01T12:00:00Z');
    expect(it.of('taskAlerted')).toHaveLength(1);
  });

  test('what people did since stays: claim, draft, call-back', () => {
    const it = started(versions(withTask('call', { deadline: deadline('PT4H') }), withTask('call', { deadline: deadline('PT2H') })));
    const id = it.one('call').id;
    migrate(it, {}, { call: 'restart' });
    it.must({ type: 'claim', task: id });
    it.must({ type: 'saveDraft', task: id, draft: { a: 1 } });
    it.must({ type: 'defer', task: id, followUpAt: Date.parse('2027-02-03T10:00:00Z'), reason: 'asked' });
    undo(it);
    const { task, timers } = it.one('call');
    expect(task).toMatchObject({ assignee: 'anna', draft: { a: 1 }, dueAt: Date.parse('2027-02-03T12:00:00Z') });
    expect(timers?.map(({ dueAt }) => dueAt)).toEqual([Date.parse('2027-02-03T11:00:00Z'), Date.parse('2027-02-03T12:00:00Z')]);
  });

  test('a case that moved on goes back by the plan reversed, or says where it stands', () => {
    const one = process().startEvent('s').userTask('a').userTask('b').endEvent('e').chain('s', 'a', 'b', 'e');
    const two = process().startEvent('s').userTask('a').userTask('c').userTask('d').endEvent('e').chain('s', 'a', 'c', 'd', 'e');
    const it = started(versions(one, two));
    migrate(it, { b: 'd' });
    it.complete('a');
    expect(undoStays(it)).toEqual(['unmapped c']);
    it.complete('c');
    undo(it);
    expect(it.tasks).toEqual(['b']);
    it.complete('b');
    expect(it.status).toBe('completed');
  });
});
