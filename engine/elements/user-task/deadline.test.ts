import { describe, expect, test } from 'vitest';
import { anna, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const weekdays = (intervals: [string, string][]) => Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, intervals]));
const calendars = {
  office: { name: 'office', version: 3, zone: 'Europe/Warsaw', week: weekdays([['08:00', '18:00']]), days: {} },
  lunch: {
    name: 'lunch',
    version: 1,
    zone: 'Europe/Warsaw',
    week: weekdays([
      ['09:00', '13:00'],
      ['14:00', '18:00'],
    ]),
    days: { '2027-02-02': [] },
  },
};
const pkg = (deadline: { due: string; calendar?: string; warn?: string; alerts?: { at: string; to: string; level: string }[] }) =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('call', { groups: ['pre-sales'], deadline: { alerts: [], ...deadline } })
      .userTask('next')
      .chain('s', 'call', 'next'),
  );
const warsaw = (time: string) => Date.parse(`${time}+01:00`);

describe('due and warning', () => {
  test.each([
    ['office', 'PT4H', 'PT1H', '2027-02-01T17:00', '2027-02-02T11:00', '2027-02-02T10:00'],
    ['office', 'PT1H30M', 'PT1H', '2027-02-01T17:00', '2027-02-02T08:30', '2027-02-01T17:30'],
    ['office', 'PT4H', '75%', '2027-02-01T17:00', '2027-02-02T11:00', '2027-02-02T10:00'],
    ['office', 'PT10H', '50%', '2027-02-05T13:00', '2027-02-08T13:00', '2027-02-05T18:00'],
    ['lunch', 'PT8H', 'PT2H', '2027-02-01T12:00', '2027-02-03T12:00', '2027-02-03T10:00'],
    ['none', 'PT4H', 'PT1H', '2027-02-01T17:00', '2027-02-01T21:00', '2027-02-01T20:00'],
    ['none', 'PT4H', '25%', '2027-02-06T17:00', '2027-02-06T21:00', '2027-02-06T18:00'],
  ])('%s: %s, warned %s, from %s (P40)', (calendar, due, warn, from, dueAt, warnAt) => {
    const run = given(pkg({ due, warn, calendar }), { calendars, defaultCalendar: 'office' });
    run.now = warsaw(from);
    run.start();
    expect(run.one('call').task).toMatchObject({ dueAt: warsaw(dueAt), warnAt: warsaw(warnAt) });
    if (calendar === 'office') expect(run.one('call').timers).toMatchObject([{ calendar: 'office', calendarVersion: 3 }]);
    run.now = warsaw(warnAt) - 1;
    expect(run.refused({ type: 'advance' }).params).toEqual({ nextDue: warsaw(warnAt) });
    run.now = warsaw(warnAt);
    expect(run.must({ type: 'advance' }).facts).toMatchObject([
      { type: 'timerFired' },
      { type: 'taskAlerted', to: 'assignee', lateBy: 0 },
      { type: 'jobCreated' },
    ]);
  });

  test.each([
    ['= if hot then "PT1H" else "P1D"', '2027-02-01T11:00:00Z'],
    ['= deadline', '2027-03-05T12:00:00Z'],
  ])('by rule %s', (due, expected) => {
    const run = given(pkg({ due, calendar: 'none' })).start({ hot: true, deadline: '2027-03-05T12:00:00Z' });
    expect(run.one('call').task?.dueAt).toBe(Date.parse(expected));
  });

  test('a rule that gives null means none this time; a broken one is an incident', () => {
    expect(
      given(pkg({ due: '= when' }))
        .start({ when: null })
        .one('call').task?.dueAt,
    ).toBeUndefined();
    expect(given(pkg({ due: 'soon' })).start().incidents).toMatchObject([{ code: 'timer', element: 'call' }]);
    expect(given(pkg({ due: 'PT1H', calendar: 'gone' })).start().incidents[0]?.message).toContain('gone');
  });
});

describe('alerts (P44)', () => {
  const two = [
    { at: 'late+PT10M', to: 'deputy', level: 'first' },
    { at: 'late+PT20M', to: 'supervisor', level: 'second' },
  ];
  const started = () => given(pkg({ due: '= "2027-02-01T12:00:00Z"', calendar: 'none', alerts: two }), { records: [] }).start();

  test('each once, the one that was missed says how late it is', () => {
    const run = started();
    run.advance('2027-02-01T12:10:00Z');
    expect(run.at('2027-02-01T12:15:00Z').refused({ type: 'advance' }).code).toBe('notYet');
    run.advance('2027-02-01T12:30:00Z');
    expect(run.of('taskAlerted')).toMatchObject([
      { level: 'first', to: 'deputy', lateBy: 0, dueAt: Date.parse('2027-02-01T12:00:00Z') },
      { level: 'second', to: 'supervisor', lateBy: 600_000 },
    ]);
    expect(run.effects).toMatchObject([
      { type: 'runJob', jobType: 'notify', input: { to: 'deputy', level: 'first', lateBy: 0, overdueBy: 600_000 } },
      { type: 'runJob', jobType: 'notify', input: { to: 'supervisor', level: 'second', lateBy: 600_000, task: 'call', case: 'i1' } },
    ]);
    expect(run.at('2027-02-03T12:00:00Z').refused({ type: 'advance' }).params).toEqual({ nextDue: null });
  });

  test('both in one command after a longer downtime, in the order they were due', () => {
    const run = started();
    const { facts, reply } = run.advance('2027-02-03T09:00:00Z');
    expect(facts.filter((fact) => fact.type === 'taskAlerted').map((fact) => fact.level)).toEqual(['first', 'second']);
    expect(reply).toMatchObject({ fired: 2, nextDue: null });
  });

  test.each(['12:05', '12:15'])('none after the task was completed at %s', (time) => {
    const run = started();
    const before = time === '12:05' ? 0 : 1;
    if (before) run.advance('2027-02-01T12:10:00Z');
    run.at(`2027-02-01T${time}:00Z`).as(anna).complete('call');
    expect(run.at('2027-02-04T12:00:00Z').refused({ type: 'advance' }).code).toBe('notYet');
    expect(run.of('taskAlerted')).toHaveLength(before);
  });

  test('the notification is a job of its own: it outlives the task, and one that gave up can be sent again', () => {
    const run = started();
    run.advance('2027-02-01T12:10:00Z');
    const job = run.of('jobCreated')[0]?.job as string;
    run.complete('call');
    run.must({ type: 'failJob', job, error: { code: 'mailRefused', message: 'no' }, retriesLeft: 0 });
    expect(run.incidents).toMatchObject([{ code: 'mailRefused', trigger: { kind: 'job', job } }]);
    const { effects } = run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(effects).toMatchObject([{ type: 'runJob', job, jobType: 'notify', input: { to: 'deputy' } }]);
    run.must({ type: 'completeJob', job, output: { told: ['x'] } });
    expect(run.state?.detachedJobs).toBeUndefined();
    expect(run.variables.told).toBeUndefined();
  });
});
