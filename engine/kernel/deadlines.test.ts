import { describe, expect, test } from 'vitest';
import type { CalendarDefinition, CalendarRules } from '../contract/index.ts';
import { anna, boris, type Case, chief, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

type Deadline = { due: string; calendar?: string; warn?: string; alerts?: { at: string; to: string; level: string }[] };
const pkg = (deadline: Deadline | undefined) =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('call', { groups: ['sales'], ...(deadline ? { deadline: { alerts: [], ...deadline } } : {}) })
      .userTask('next')
      .chain('s', 'call', 'next'),
  );

function calendar(version: number, hours: [string, string], days: CalendarDefinition['days'] = {}, name = 'office'): CalendarDefinition {
  const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [hours]]));
  return { name, version, zone: 'Europe/Warsaw', week, days };
}
const office = calendar(1, ['09:00', '17:00']);
const warsaw = (time: string) => `${time}:00+01:00`;
const utc = (time: string) => Date.parse(warsaw(time));
const shown = (t: number | undefined) => (t === undefined ? undefined : new Date(t + 3_600_000).toISOString().slice(0, 16));

function started(deadline: Deadline, at: string, calendars: CalendarDefinition[] = [office]): Case {
  return given(pkg(deadline), {
    at: warsaw(at),
    calendars: Object.fromEntries(calendars.map((each) => [each.name, each])),
    defaultCalendar: 'office',
  }).start();
}
const task = (run: Case) => run.one('call').task;
const id = (run: Case) => run.one('call').id;

describe('P42: a deadline that stands still', () => {
  test.each([
    // rule, start, [pause, resume]..., due, used and left (hours) at the last pause
    ['PT8H', '2027-02-04T15:00', [['2027-02-05T10:00', '2027-02-08T12:00']], '2027-02-08T17:00', 3, 5],
    ['PT8H', '2027-02-04T15:00', [['2027-02-05T18:00', '2027-02-07T12:00']], '2027-02-05T15:00', null, null],
    [
      'PT4H',
      '2027-02-01T09:00',
      [
        ['2027-02-01T10:00', '2027-02-01T11:00'],
        ['2027-02-01T12:00', '2027-02-02T09:00'],
      ],
      '2027-02-02T11:00',
      2,
      2,
    ],
    ['P2D', '2027-02-01T10:00', [['2027-02-01T12:00', '2027-02-03T09:00']], '2027-02-04T15:00', 2, 14],
    ['PT20H', '2027-02-04T16:00', [['2027-02-06T10:00', '2027-02-06T11:00']], '2027-02-09T12:00', 9, 11],
  ] as const)('%s from %s, paused %j: due %s', (due, start, pauses, expected, used, left) => {
    const run = started({ due, warn: 'PT1H' }, start);
    for (const [from, to] of pauses) {
      if (utc(from) >= (task(run)?.dueAt as number)) continue;
      run
        .at(warsaw(from))
        .as(chief)
        .must({ type: 'pauseDeadline', task: id(run), reason: 'the customer looks for papers' });
      expect([task(run)?.dueAt, task(run)?.warnAt, run.one('call').timers]).toEqual([undefined, undefined, undefined]);
      run.at(warsaw(to)).must({ type: 'resumeDeadline', task: id(run) });
    }
    expect(shown(task(run)?.dueAt)).toBe(expected);
    if (used !== null) expect(run.of('deadlinePaused').at(-1)).toMatchObject({ usedMs: used * 3_600_000, leftMs: left * 3_600_000 });
    expect(task(run)?.stopped).toBeUndefined();
  });

  test('round the clock it goes on by as much real time', () => {
    const run = started({ due: 'PT4H', calendar: 'none' }, '2027-02-05T16:00');
    run
      .at(warsaw('2027-02-05T17:00'))
      .as(chief)
      .must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    run.at(warsaw('2027-02-06T10:30')).must({ type: 'resumeDeadline', task: id(run) });
    expect(shown(task(run)?.dueAt)).toBe('2027-02-06T13:30');
    expect(run.of('deadlinePaused')).toMatchObject([{ usedMs: 3_600_000, leftMs: 3 * 3_600_000 }]);
  });

  test('nobody is warned while it stands, whoever was warned is not warned again, and alerts come after what was left', () => {
    const alerts = [
      { at: 'warn', to: 'assignee', level: 'soon' },
      { at: 'late', to: 'supervisor', level: 'late' },
      { at: 'late+PT2H', to: 'chief', level: 'very' },
    ];
    const run = started({ due: 'PT8H', warn: '25%', alerts }, '2027-02-01T09:00');
    run.advance(warsaw('2027-02-01T11:00'));
    run
      .at(warsaw('2027-02-01T16:00'))
      .as(chief)
      .must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    expect(run.at(warsaw('2027-02-20T12:00')).refused({ type: 'advance' }).params).toEqual({ nextDue: null });
    run.at(warsaw('2027-02-22T12:00')).must({ type: 'resumeDeadline', task: id(run) });
    expect(run.one('call').timers?.map((timer) => [timer.rule, shown(timer.dueAt)])).toEqual([
      ['late', '2027-02-22T13:00'],
      ['late+PT2H', '2027-02-22T15:00'],
    ]);
    run.advance(warsaw('2027-02-23T09:00'));
    expect(run.of('taskAlerted').map((fact) => fact.level)).toEqual(['soon', 'late', 'very']);
  });

  test('a share of the time is a share of the time it ran', () => {
    const run = started({ due: 'PT8H', warn: '50%' }, '2027-02-01T09:00');
    run
      .at(warsaw('2027-02-01T11:00'))
      .as(chief)
      .must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    run.at(warsaw('2027-02-03T09:00')).must({ type: 'resumeDeadline', task: id(run) });
    expect([shown(task(run)?.warnAt), shown(task(run)?.dueAt)]).toEqual(['2027-02-03T11:00', '2027-02-03T15:00']);
  });

  test('a call-back agreed meanwhile counts anew; completing needs no resuming', () => {
    const run = started({ due: 'PT2H' }, '2027-02-01T09:00');
    run
      .at(warsaw('2027-02-01T10:00'))
      .as(anna)
      .must({ type: 'claim', task: id(run) });
    run.must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    run.must({ type: 'defer', task: id(run), followUpAt: utc('2027-02-03T09:00'), reason: 'call then' });
    expect([shown(task(run)?.dueAt), task(run)?.pauses]).toEqual(['2027-02-03T11:00', undefined]);
    run.must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    run.complete('call');
    expect(run.tasks).toEqual(['next']);
  });

  test.each([
    [{ due: 'PT2H' }, ['pause', 'pause'], 'stands still since 2027-02-01T09:00:00.000Z'],
    [{ due: 'PT2H' }, ['resume'], 'does not stand still'],
    [{ due: '= "2027-02-03T09:00"' }, ['pause'], 'is a date'],
    [{ due: '= null' }, ['pause'], 'has no deadline'],
    [{ due: 'PT30M' }, ['pause'], 'late since'],
  ] as const)('%j refuses %j: %s', (deadline, moves, message) => {
    const run = started(deadline, '2027-02-01T09:00');
    run.at(warsaw('2027-02-01T10:00')).as(chief);
    const command = (move: string) =>
      move === 'pause'
        ? { type: 'pauseDeadline' as const, task: id(run), reason: 'papers' }
        : { type: 'resumeDeadline' as const, task: id(run) };
    for (const move of moves.slice(0, -1)) run.must(command(move));
    expect(run.refused(command(moves.at(-1) as string))).toMatchObject({ code: 'guard', message: expect.stringContaining(message) });
  });

  test('only who may work on it', () => {
    const run = started({ due: 'PT2H' }, '2027-02-01T09:00');
    run.as(anna).must({ type: 'claim', task: id(run) });
    expect(run.as(boris).refused({ type: 'pauseDeadline', task: id(run), reason: 'papers' }).code).toBe('notYours');
    expect(run.as(anna).refused({ type: 'pauseDeadline', task: id(run), reason: ' ' }).message).toContain('Say why');
    expect(run.refused({ type: 'replan' }).code).toBe('forbidden');
  });
});

describe('P43: a calendar that changed', () => {
  const changed = (version: number, days: CalendarDefinition['days'], hours: [string, string] = ['09:00', '17:00']) => ({
    calendars: { office: calendar(version, hours, days) },
  });

  test.each([
    ['a holiday', 'PT4H', '2027-02-08T16:00', '2027-02-09T12:00', changed(2, { '2027-02-09': [] }), '2027-02-10T12:00'],
    [
      'two holidays',
      'PT4H',
      '2027-02-08T16:00',
      '2027-02-09T12:00',
      changed(2, { '2027-02-09': [], '2027-02-10': [] }),
      '2027-02-11T12:00',
    ],
    ['a short day', 'PT4H', '2027-02-08T16:00', '2027-02-09T12:00', changed(2, { '2027-02-09': [['09:00', '10:00']] }), '2027-02-10T11:00'],
    [
      'a Saturday worked',
      'PT9H',
      '2027-02-05T16:00',
      '2027-02-08T17:00',
      changed(2, { '2027-02-06': [['09:00', '13:00']] }),
      '2027-02-08T13:00',
    ],
    ['longer days', 'PT10H', '2027-02-08T09:00', '2027-02-09T11:00', changed(5, {}, ['09:00', '19:00']), '2027-02-08T19:00'],
    ['a holiday elsewhere', 'PT4H', '2027-02-08T16:00', '2027-02-09T12:00', changed(2, { '2027-02-12': [] }), '2027-02-09T12:00'],
    ['a day added', 'P1D', '2027-02-08T16:00', '2027-02-09T16:00', changed(2, { '2027-02-09': [] }), '2027-02-10T16:00'],
  ])('%s: %s from %s was due %s', (_, due, start, before, after, expected) => {
    const run = started({ due, warn: 'PT1H' }, start);
    expect(shown(task(run)?.dueAt)).toBe(before);
    run.at(warsaw(start.replace(':00', ':30')));
    run.context = { ...run.context, ...after };
    const { facts } = run.as(chief).must({ type: 'replan' });
    expect(shown(task(run)?.dueAt)).toBe(expected);
    const moves = before !== expected;
    expect(facts.map((fact) => fact.type)).toEqual(moves ? ['taskRescheduled', 'timerRescheduled'] : []);
    if (moves)
      expect(facts[0]).toMatchObject({ why: 'calendar', was: utc(before), dueAt: utc(expected), calendarVersion: expect.any(Number) });
    // Nothing fires when it was due before; the warning comes an hour of working time before the new due.
    const warning = run.one('call').timers?.[0]?.dueAt as number;
    if (expected > before) expect(run.at(warsaw(before)).refused({ type: 'advance' }).code).toBe('notYet');
    expect(run.at(new Date(warning).toISOString()).must({ type: 'advance' }).reply.fired).toBe(1);
    // Again it says nothing.
    expect(run.must({ type: 'replan' }).facts).toEqual([]);
  });

  test('pauses are kept, one that stands is computed when it goes on', () => {
    const run = started({ due: 'PT4H' }, '2027-02-08T16:00');
    run
      .at(warsaw('2027-02-08T16:30'))
      .as(chief)
      .must({ type: 'pauseDeadline', task: id(run), reason: 'papers' });
    run.context = { ...run.context, ...changed(2, { '2027-02-09': [] }) };
    expect(run.must({ type: 'replan' }).facts).toEqual([]);
    run.at(warsaw('2027-02-08T17:00')).must({ type: 'resumeDeadline', task: id(run) });
    expect([shown(task(run)?.dueAt), task(run)?.calendarVersion]).toEqual(['2027-02-10T12:30', 2]);
    run.context = { ...run.context, ...changed(3, { '2027-02-09': [], '2027-02-10': [] }) };
    run.must({ type: 'replan' });
    expect(shown(task(run)?.dueAt)).toBe('2027-02-11T12:30');
  });

  test('a time in which the case was suspended is kept (P10)', () => {
    const run = started({ due: 'PT4H' }, '2027-02-08T16:00');
    run.at(warsaw('2027-02-08T16:15')).as(chief).must({ type: 'suspend' });
    run.at(warsaw('2027-02-08T16:45')).must({ type: 'resume' });
    expect(shown(task(run)?.dueAt)).toBe('2027-02-09T12:30');
    run.context = { ...run.context, ...changed(2, { '2027-02-09': [] }) };
    run.must({ type: 'replan' });
    expect(shown(task(run)?.dueAt)).toBe('2027-02-10T12:30');
  });

  test('timers and cycles in working time move, those due and those round the clock stay', () => {
    const builder = process().startEvent('s').parallel('f').chain('s', 'f');
    const timers = {
      due: { duration: 'PT30M', calendar: 'office' },
      four: { duration: 'PT4H', calendar: 'office' },
      plain: { duration: 'P2D' },
      cron: { cycle: '0 11 * * *', calendar: 'office' },
      every: { cycle: 'R/PT6H', calendar: 'office' },
    };
    for (const [name, timer] of Object.entries(timers))
      builder.catchEvent(name, { timer }).userTask(`after ${name}`).chain('f', name, `after ${name}`);
    const run = given(packageOf(builder), { at: warsaw('2027-02-08T16:00'), calendars: { office }, defaultCalendar: 'office' }).start();
    run.context = { ...run.context, ...changed(2, { '2027-02-09': [] }) };
    const { facts } = run.at(warsaw('2027-02-08T16:45')).as(chief).must({ type: 'replan' });
    expect(
      facts.map((fact) => (fact.type === 'timerRescheduled' ? [fact.element, shown(fact.was), shown(fact.timer.dueAt)] : fact.type)),
    ).toEqual([
      ['four', '2027-02-09T12:00', '2027-02-10T12:00'],
      ['cron', '2027-02-09T11:00', '2027-02-10T11:00'],
      ['every', '2027-02-09T14:00', '2027-02-10T14:00'],
    ]);
    run.advance(warsaw('2027-02-10T13:00'));
    expect(run.of('timerFired').map((fact) => fact.element)).toEqual(['due', 'cron', 'four']);
  });

  test('an overdue deadline that its version has no more goes, and with it every alert to come', () => {
    const alerts = ['late', 'late+PT1H', 'late+P1D'].map((at) => ({ at, to: 'supervisor', level: at }));
    const run = started({ due: 'PT4H', warn: 'PT1H', alerts }, '2027-02-01T09:00');
    run.advance(warsaw('2027-02-01T13:30'));
    expect(run.of('taskAlerted').map((fact) => fact.level)).toEqual(['warn', 'late']);
    const without = pkg(undefined);
    run.context = {
      ...run.context,
      packages: { [run.state?.packageHash as string]: { ...without, hash: run.state?.packageHash as string } },
    };
    const { facts } = run.as(chief).must({ type: 'replan' });
    expect(facts.map((fact) => fact.type)).toEqual(['deadlineRemoved', 'timerCancelled', 'timerCancelled']);
    expect(facts[0]).toMatchObject({ was: utc('2027-02-01T13:00'), reason: 'notInVersion' });
    expect([task(run)?.dueAt, task(run)?.dueRule, run.one('call').timers]).toEqual([undefined, undefined, undefined]);
    expect(run.at(warsaw('2027-03-01T09:00')).refused({ type: 'advance' }).params).toEqual({ nextDue: null });
    run.as(anna).complete('call');
  });
});

describe('which calendar', () => {
  const calendars = ['office', 'customer', 'north', 'sales'].map((name, at) => calendar(1, [`0${9 - at}:00`, '18:00'], {}, name));
  const rules: CalendarRules = {
    fields: [
      { field: 'organisationId', calendars: { acme: 'customer' } },
      { field: 'region', calendars: { north: 'north', west: 'gone' } },
    ],
    groups: { sales: 'sales' },
  };
  test.each([
    ['office', { organisationId: 'acme', region: 'north' }, 'office'],
    [undefined, { organisationId: 'acme', region: 'north' }, 'customer'],
    [undefined, { organisationId: 'other', region: 'north' }, 'north'],
    [undefined, { region: 'south' }, 'sales'],
    [undefined, { region: 'west' }, 'office'],
    ['none', { organisationId: 'acme' }, undefined],
  ])('the element names %s, the record has %j: %s', (named, fields, expected) => {
    const run = given(pkg({ due: 'PT1H', ...(named ? { calendar: named } : {}) }), {
      records: [{ alias: 'lead', type: 'lead', id: '1', version: 1, fields }],
      calendars: Object.fromEntries(calendars.map((each) => [each.name, each])),
      defaultCalendar: 'office',
      calendarRules: rules,
    }).start();
    expect(task(run)?.calendar).toBe(expected);
  });

  test('without rules or match: the default; a rule given later moves the deadline', () => {
    const run = given(pkg({ due: 'PT10H' }), {
      at: warsaw('2027-02-01T09:00'),
      calendars: Object.fromEntries(calendars.map((each) => [each.name, each])),
      defaultCalendar: 'office',
    }).start();
    expect([task(run)?.calendar, shown(task(run)?.dueAt)]).toEqual(['office', '2027-02-02T10:00']);
    run.context = { ...run.context, calendarRules: rules };
    run.as(chief).must({ type: 'replan' });
    expect([task(run)?.calendar, shown(task(run)?.dueAt)]).toEqual(['sales', '2027-02-02T07:00']);
  });
});
