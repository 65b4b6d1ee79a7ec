import { describe, expect, test } from 'vitest';
import { startTimers } from '../../kernel/start-timers.ts';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const boundary = (timer: object, interrupting: boolean) =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('work')
      .boundaryEvent('t', 'work', { timer }, { interrupting })
      .userTask('late')
      .endEvent('e')
      .chain('s', 'work', 'e')
      .chain('t', 'late'),
  );

describe('timer', () => {
  test.each([
    [{ duration: 'PT90M' }, '2027-02-01T11:30:00Z'],
    [{ duration: 'P1M' }, '2027-03-01T10:00:00Z'],
    [{ duration: '= wait' }, '2027-02-03T10:00:00Z'],
    [{ date: '2027-05-01T00:00:00Z' }, '2027-05-01T00:00:00Z'],
    [{ date: '= day' }, '2027-06-30T22:00:00Z'],
    [{ cycle: 'R3/PT10M' }, '2027-02-01T10:10:00Z'],
  ])('%j is due %s', (timer, due) => {
    const pkg = packageOf(process().startEvent('s').catchEvent('wait', { timer }).userTask('next').chain('s', 'wait', 'next'));
    const calendars = { office: { name: 'office', version: 1, zone: 'Europe/Warsaw', week: {}, days: {} } };
    const run = given(pkg, { calendars, defaultCalendar: 'office' }).start({ wait: 'P2D', day: '2027-07-01' });
    expect(run.one('wait').timers).toMatchObject([{ dueAt: Date.parse(due) }]);
    run.advance(due);
    expect(run.tasks).toEqual(['next']);
  });

  test('by working time of its calendar', () => {
    const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]]));
    const pkg = packageOf(
      process()
        .startEvent('s')
        .catchEvent('wait', { timer: { duration: 'PT4H', calendar: 'office' } })
        .userTask('n')
        .chain('s', 'wait', 'n'),
      {
        calendars: [{ name: 'office', version: 2, zone: 'Europe/Warsaw', week, days: {} }],
      },
    );
    const run = given(pkg, { at: '2027-02-05T14:00:00Z' }).start();
    expect(run.one('wait').timers).toMatchObject([{ dueAt: Date.parse('2027-02-08T10:00:00Z'), calendar: 'office', calendarVersion: 2 }]);
  });

  test.each([
    // Friday afternoon; Monday is a holiday.
    ['R/PT4H', ['2027-02-05T16:00', '2027-02-09T12:00', '2027-02-09T16:00', '2027-02-10T12:00']],
    ['R2/PT6H', ['2027-02-09T10:00', '2027-02-09T16:00']],
    ['R/2027-02-06T12:00/P1D', ['2027-02-06T12:00', '2027-02-10T09:00', '2027-02-11T09:00', '2027-02-12T09:00']],
    ['R/PT4H/2027-02-09T13:00', ['2027-02-05T16:00', '2027-02-09T12:00']],
    ['0 9 * * *', ['2027-02-09T09:00', '2027-02-10T09:00', '2027-02-11T09:00', '2027-02-12T09:00']],
    ['0 0 18,17 * * ?', ['2027-02-05T17:00', '2027-02-09T17:00', '2027-02-10T17:00', '2027-02-11T17:00']],
  ])('the cycle %s in working time', (cycle, dues) => {
    const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]]));
    const office = { name: 'office', version: 2, zone: 'Europe/Warsaw', week, days: { '2027-02-08': [] } };
    const run = given(boundary({ cycle, calendar: 'office' }, false), {
      at: '2027-02-05T11:00:00Z',
      calendars: { office },
      defaultCalendar: 'office',
    }).start();
    const found: number[] = [];
    for (let due = run.one('work').timers?.[0]?.dueAt; due !== undefined && found.length < 4; due = run.one('work').timers?.[0]?.dueAt) {
      found.push(due);
      run.advance(new Date(due).toISOString());
    }
    expect(found.map((due) => new Date(due + 3_600_000).toISOString().slice(0, 16))).toEqual(dues);
  });

  test('cron over a clock change, and all firings of a downtime (P16)', () => {
    const office = { name: 'office', version: 1, zone: 'Europe/Warsaw', week: {}, days: {} };
    const start = () =>
      given(boundary({ cycle: '30 2 * * *' }, false), {
        at: '2027-03-26T22:00:00Z',
        calendars: { office },
        defaultCalendar: 'office',
      }).start();
    const [daily, down] = [start(), start()];
    for (const time of ['2027-03-27T01:30:00Z', '2027-03-28T01:30:00Z', '2027-03-29T00:30:00Z']) daily.advance(time);
    down.advance('2027-03-29T00:30:00Z');
    for (const run of [daily, down]) {
      expect(run.of('timerFired').map((fact) => new Date(fact.dueAt).toISOString())).toEqual([
        '2027-03-27T01:30:00.000Z',
        '2027-03-28T01:30:00.000Z',
        '2027-03-29T00:30:00.000Z',
      ]);
    }
  });

  test('an interrupting boundary ends its task and says how late it came', () => {
    const run = given(boundary({ duration: 'PT1H' }, true)).start();
    run.advance('2027-02-01T11:25:00Z');
    expect(run.tasks).toEqual(['late']);
    expect(run.of('timerFired')).toMatchObject([{ element: 't', lateBy: 25 * 60_000 }]);
    expect(run.of('taskCancelled')).toMatchObject([{ element: 'work', reason: 'timer:t' }]);
  });

  test('a cycle on a non-interrupting boundary fires as often as it says, also all at once after a downtime', () => {
    const often = given(boundary({ cycle: 'R3/PT1H' }, false)).start();
    for (const [hour, remaining] of [
      ['11', 1],
      ['12', 0],
      ['13', undefined],
    ] as const) {
      expect(often.one('work').timers?.[0]?.dueAt).toBe(Date.parse(`2027-02-01T${hour}:00:00Z`));
      often.advance(`2027-02-01T${hour}:00:00Z`);
      expect(often.one('work').timers?.[0]?.remaining).toBe(remaining);
    }
    expect(often.at('2027-02-09T00:00:00Z').refused({ type: 'advance' }).params).toEqual({ nextDue: null });
    const down = given(boundary({ cycle: 'R3/PT1H' }, false)).start();
    down.advance('2027-02-09T00:00:00Z');
    for (const run of [often, down]) {
      expect(run.tasks).toEqual(['late', 'late', 'late', 'work']);
      expect(run.of('timerFired').map((fact) => fact.dueAt)).toEqual(
        ['11', '12', '13'].map((hour) => Date.parse(`2027-02-01T${hour}:00:00Z`)),
      );
    }
    expect(down.of('timerFired').map((fact) => fact.lateBy > 0)).toEqual([true, true, true]);
    down.complete('work');
    expect(down.live.flatMap((instance) => instance.timers ?? [])).toEqual([]);
  });

  test('a cycle without end stops at a thousand firings a command and goes on with the next', () => {
    const run = given(boundary({ cycle: 'R/PT1M' }, false)).start();
    const { reply } = run.advance('2027-02-02T10:00:00Z');
    expect(reply.fired).toBe(1000);
    expect(reply.nextDue).toBeLessThan(run.now);
    expect(run.must({ type: 'advance' }).reply.fired).toBe(440);
  });

  test('several due at once fire by due, then by id', () => {
    const builder = process().startEvent('s').parallel('f').chain('s', 'f');
    for (const [id, duration] of [
      ['c', 'PT3H'],
      ['a', 'PT1H'],
      ['b1', 'PT2H'],
      ['b2', 'PT2H'],
    ] as const) {
      builder.catchEvent(id, { timer: { duration } }).endEvent(`end ${id}`).chain('f', id, `end ${id}`);
    }
    const run = given(packageOf(builder)).start();
    run.advance('2027-02-01T20:00:00Z');
    expect(run.of('timerFired').map((fact) => fact.element)).toEqual(['a', 'b1', 'b2', 'c']);
    expect(run.status).toBe('completed');
  });

  test.each(['2027-02-31T10:00:00Z', 'soon', '= price'])('a date that is none (%s) is an incident at the element', (date) => {
    const run = given(packageOf(process().startEvent('s').catchEvent('wait', { timer: { date } }).chain('s', 'wait'))).start({ price: 5 });
    expect(run.incidents).toMatchObject([{ code: 'timer', element: 'wait' }]);
  });

  test('a boundary timer that cannot be computed leaves no task behind; the retry makes one', () => {
    const run = given(boundary({ duration: '= wait' }, true)).start();
    expect([run.tasks, run.incidents.map((incident) => incident.element)]).toEqual([[], ['work']]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { wait: 'PT1H' } });
    expect(run.tasks).toEqual(['work']);
    expect(run.one('work').timers).toHaveLength(1);
  });

  test('start at a timer start event, by hand or by its clock', () => {
    const pkg = packageOf(
      process()
        .startEvent('monthly', { timer: { cycle: 'R/P1M' } })
        .userTask('report')
        .chain('monthly', 'report'),
    );
    expect(given(pkg).start().tasks).toEqual(['report']);
    expect(given(pkg).start({}, { element: 'monthly' }).tasks).toEqual(['report']);
    const now = Date.parse('2027-01-31T08:00:00Z');
    expect(startTimers(pkg, { now, calendars: {} })).toMatchObject([
      { process: 'main', element: 'monthly', planned: { ok: true, timer: { dueAt: Date.parse('2027-02-28T08:00:00Z') } } },
    ]);
  });

  test('an event subprocess by timer', () => {
    const pkg = (interrupting: boolean) =>
      packageOf(
        process()
          .startEvent('s')
          .userTask('work')
          .chain('s', 'work')
          .subProcess(
            'remind',
            (inner) =>
              inner
                .startEvent('after', { timer: { cycle: 'R2/PT1H' } }, { interrupting })
                .userTask('chase')
                .chain('after', 'chase'),
            {
              triggeredByEvent: true,
            },
          ),
      );
    const gentle = given(pkg(false)).start();
    gentle.advance('2027-02-01T13:00:00Z');
    expect(gentle.tasks).toEqual(['chase', 'chase', 'work']);
    const strict = given(pkg(true)).start();
    strict.advance('2027-02-01T13:00:00Z');
    expect(strict.tasks).toEqual(['chase']);
    strict.complete('chase');
    expect(strict.status).toBe('completed');
  });
});
