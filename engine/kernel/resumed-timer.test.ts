import { describe, expect, test } from 'vitest';
import type { CalendarDefinition, TimerState } from '../contract/index.ts';
import { defaultLimits } from '../contract/index.ts';
import { planTimer } from '../triggers/timer/behaviour.ts';
import type { TimerConfig } from '../triggers/timer/config.ts';
import { applyFact } from './apply-fact.ts';
import { Execution } from './execution.ts';
import { resumeClocks } from './replan.ts';
import { resumedTimer } from './resumed-timer.ts';
import { type Case, chief, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]]));
const office: CalendarDefinition = { name: 'office', version: 1, zone: 'Europe/Warsaw', week, days: { '2027-02-09': [] } };
const zone = 'Europe/Warsaw';
const utc = (time: string) => Date.parse(`${time}:00+01:00`);
const shown = (t: number) => new Date(t + 3_600_000).toISOString().slice(0, 16);

function armed(config: TimerConfig, at: string): TimerState {
  const place = {
    now: utc(at),
    zone,
    textOrFeel: (value: string) => ({ ok: true as const, value }),
    instant: (value: unknown) => (typeof value === 'string' ? utc(value) : null),
    calendar: () => ({ ok: true as const, value: office }),
  };
  const planned = planTimer(config, place as unknown as Parameters<typeof planTimer>[1]);
  if (!planned.ok) throw new Error(planned.failure.message);
  return { id: 7, purpose: 'event', element: 't', ...planned.value };
}

describe('P10: a timer whose clock stood still', () => {
  test.each<[string, TimerConfig, string, string, string, string]>([
    ['real time left', { duration: 'PT2H' }, '2027-02-01T10:00', '2027-02-01T10:30', '2027-02-02T09:00', '2027-02-02T10:30'],
    ['days too', { duration: 'P2D' }, '2027-02-01T10:00', '2027-02-02T10:00', '2027-02-12T15:00', '2027-02-13T15:00'],
    [
      'working time left',
      { duration: 'PT4H', calendar: 'office' },
      '2027-02-08T16:00',
      '2027-02-08T16:30',
      '2027-02-11T10:00',
      '2027-02-11T13:30',
    ],
    [
      'over closed hours nothing',
      { duration: 'PT4H', calendar: 'office' },
      '2027-02-05T16:00',
      '2027-02-05T20:00',
      '2027-02-07T20:00',
      '2027-02-08T12:00',
    ],
    [
      'a holiday among them',
      { duration: 'PT4H', calendar: 'office' },
      '2027-02-08T15:00',
      '2027-02-08T16:00',
      '2027-02-09T12:00',
      '2027-02-10T12:00',
    ],
    ['due before: stays', { duration: 'PT2H' }, '2027-02-01T10:00', '2027-02-01T12:30', '2027-02-02T09:00', '2027-02-01T12:00'],
    [
      'a date stays, passed or not',
      { date: '2027-02-01T12:00' },
      '2027-02-01T10:00',
      '2027-02-01T11:00',
      '2027-02-02T09:00',
      '2027-02-01T12:00',
    ],
    ['a cycle from its arming', { cycle: 'R/PT2H' }, '2027-02-01T10:00', '2027-02-01T11:00', '2027-02-01T20:00', '2027-02-01T21:00'],
    [
      'in working time',
      { cycle: 'R3/PT6H', calendar: 'office' },
      '2027-02-01T10:00',
      '2027-02-01T12:00',
      '2027-02-02T12:00',
      '2027-02-02T16:00',
    ],
    ['a schedule keeps its times', { cycle: '0 9 * * *' }, '2027-02-01T10:00', '2027-02-01T11:00', '2027-02-01T12:00', '2027-02-02T09:00'],
    [
      'a schedule comes once for what it missed',
      { cycle: '0 9 * * *' },
      '2027-02-01T10:00',
      '2027-02-01T11:00',
      '2027-02-05T12:00',
      '2027-02-05T09:00',
    ],
    [
      'a cycle with a date too',
      { cycle: 'R9/2027-02-02T08:00/PT6H' },
      '2027-02-01T10:00',
      '2027-02-01T11:00',
      '2027-02-03T12:00',
      '2027-02-03T08:00',
    ],
  ])('%s', (_, config, at, suspended, resumed, expected) => {
    const before = armed(config, at);
    const after = resumedTimer(before, { from: utc(suspended), to: utc(resumed) }, { calendar: config.calendar ? office : null, zone });
    expect([shown(after.dueAt), after.id]).toEqual([expected, 7]);
    const runs =
      config.date === undefined && before.dueAt > utc(suspended) && !config.cycle?.includes('2027') && !config.cycle?.includes('*');
    expect(after.pauses ?? []).toEqual(runs ? [{ from: utc(suspended), to: utc(resumed) }] : []);
  });

  test('missed firings of a schedule are used up; those of a cycle from its arming are not', () => {
    const pause = { from: utc('2027-02-01T11:00'), to: utc('2027-02-03T12:00') };
    const dated = resumedTimer(armed({ cycle: 'R9/2027-02-02T08:00/PT6H' }, '2027-02-01T10:00'), pause, { calendar: null, zone });
    expect([dated.firing, dated.remaining]).toEqual([4, 4]);
    const counted = resumedTimer(armed({ cycle: 'R3/PT2H' }, '2027-02-01T10:00'), pause, { calendar: null, zone });
    expect([counted.firing, counted.remaining, shown(counted.armedAt)]).toEqual([0, 2, '2027-02-03T11:00']);
  });
});

describe('P10: all clocks of a case', () => {
  /** What the commands of suspending and resuming do to clocks. */
  function stoodStill(run: Case, from: string, to: string) {
    if (!run.state) throw new Error('not started');
    const exec = new Execution(run.state, {
      ...{ now: utc(to), actor: chief, packages: { [pkg.hash]: pkg }, records: [], limits: defaultLimits },
      ...{ calendars: { office }, defaultCalendar: 'office' },
    });
    resumeClocks(exec, utc(from));
    run.state = exec.facts.reduce(applyFact, run.state);
    expect(run.state).toEqual(exec.state);
    return exec.facts;
  }
  const alerts = [{ at: 'late', to: 'supervisor', level: 'late' }];
  const pkg = packageOf(
    process()
      .startEvent('s')
      .userTask('work', { groups: ['sales'], deadline: { due: 'PT8H', alerts } })
      .boundaryEvent('t', 'work', { timer: { duration: 'PT2H' } }, { interrupting: false })
      .userTask('chase')
      .endEvent('e')
      .chain('s', 'work', 'e')
      .chain('t', 'chase'),
  );
  const start = (at: string) => given(pkg, { at: `${at}:00+01:00`, calendars: { office }, defaultCalendar: 'office' }).start();

  test.each([
    ['2027-02-01T10:00', '2027-02-01T10:30', '2027-02-02T09:00', '2027-02-02T10:30', '2027-02-02T16:30'],
    ['2027-02-01T10:00', '2027-02-01T11:59', '2027-02-03T00:00', '2027-02-03T00:01', '2027-02-03T15:01'],
    ['2027-02-05T16:00', '2027-02-05T17:00', '2027-02-10T09:00', '2027-02-10T10:00', '2027-02-10T16:00'],
  ])('from %s, suspended %s to %s: the timer fires once at %s, the task is due %s', (at, from, to, timer, due) => {
    const run = start(at);
    const facts = stoodStill(run, from, to);
    expect(facts.map((fact) => fact.type)).toEqual(['taskRescheduled', 'timerRescheduled', 'timerRescheduled']);
    expect(facts[0]).toMatchObject({ why: 'resumed', pause: { from: utc(from), to: utc(to) } });
    expect(shown(run.one('work').task?.dueAt as number)).toBe(due);
    run.now = utc(timer) - 1;
    expect(run.refused({ type: 'advance' }).code).toBe('notYet');
    run.now = utc(timer);
    run.must({ type: 'advance' });
    expect(run.of('timerFired').map((fact) => [fact.element, fact.lateBy])).toEqual([['t', 0]]);
    run.now = utc(due);
    run.must({ type: 'advance' });
    expect(run.of('taskAlerted').map((fact) => fact.lateBy)).toEqual([0]);
  });

  test('a deadline that stands still itself goes on once, and suspending it twice counts each once', () => {
    const run = start('2027-02-01T09:00');
    run
      .at('2027-02-01T10:00:00+01:00')
      .as(chief)
      .must({ type: 'pauseDeadline', task: run.one('work').id, reason: 'papers' });
    expect(stoodStill(run, '2027-02-01T10:30', '2027-02-02T09:00').map((fact) => fact.type)).toEqual(['timerRescheduled']);
    run.at('2027-02-02T10:00:00+01:00').must({ type: 'resumeDeadline', task: run.one('work').id });
    expect(shown(run.one('work').task?.dueAt as number)).toBe('2027-02-02T17:00');
    stoodStill(run, '2027-02-02T12:00', '2027-02-02T13:00');
    stoodStill(run, '2027-02-02T16:00', '2027-02-03T10:00');
    // Seven hours were left at 10:00: two used until 12, three until 16, two from Wednesday 10:00.
    expect(shown(run.one('work').task?.dueAt as number)).toBe('2027-02-03T12:00');
  });

  test('a calendar that changed meanwhile counts, for closed hours too that it opened', () => {
    const working = packageOf(
      process()
        .startEvent('s')
        .userTask('work', { groups: ['sales'], deadline: { due: 'PT4H', alerts: [] } })
        .boundaryEvent('t', 'work', { timer: { duration: 'PT6H', calendar: 'office' } }, { interrupting: false })
        .userTask('chase')
        .chain('s', 'work')
        .chain('t', 'chase'),
    );
    const run = given(working, { at: '2027-02-05T16:00:00+01:00', calendars: { office }, defaultCalendar: 'office' }).start();
    // Friday evening to Monday morning: nothing moves, by the calendar there was.
    const resumed = (from: string, to: string, calendar: CalendarDefinition) => {
      const exec = new Execution(run.state, {
        ...{ now: utc(to), actor: chief, packages: { [working.hash]: working }, records: [], limits: defaultLimits },
        ...{ calendars: { office: calendar }, defaultCalendar: 'office' },
      });
      resumeClocks(exec, utc(from));
      run.state = exec.state;
      const work = run.one('work');
      return [shown(work.task?.dueAt as number), shown(work.timers?.find((timer) => timer.purpose === 'event')?.dueAt as number)];
    };
    expect(resumed('2027-02-05T20:00', '2027-02-07T20:00', office)).toEqual(['2027-02-08T12:00', '2027-02-08T14:00']);
    // Saturday turns out to have been worked: the case was suspended all that day. Then Monday is off.
    const saturday = { ...office, version: 2, days: { ...office.days, '2027-02-06': [['09:00', '17:00']] as [string, string][] } };
    expect(resumed('2027-02-08T06:00', '2027-02-08T07:00', saturday)).toEqual(['2027-02-08T12:00', '2027-02-08T14:00']);
    const monday = { ...saturday, version: 3, days: { ...saturday.days, '2027-02-08': [] } };
    expect(resumed('2027-02-08T07:10', '2027-02-08T07:20', monday)).toEqual(['2027-02-10T12:00', '2027-02-10T14:00']);
  });

  test('a late task stays late, its alerts to come stand still', () => {
    const late = packageOf(
      process()
        .startEvent('s')
        .userTask('work', { groups: ['sales'], deadline: { due: 'PT1H', alerts: [{ at: 'late+PT4H', to: 'supervisor', level: 'very' }] } })
        .chain('s', 'work'),
    );
    const run = given(late, { at: '2027-02-01T09:00:00+01:00', calendars: { office }, defaultCalendar: 'office' }).start();
    const exec = new Execution(run.state, {
      ...{ now: utc('2027-02-02T09:00'), actor: chief, packages: { [late.hash]: late }, records: [], limits: defaultLimits },
      ...{ calendars: { office }, defaultCalendar: 'office' },
    });
    resumeClocks(exec, utc('2027-02-01T11:00'));
    const work = Object.values(exec.state.elements).find((instance) => instance.element === 'work');
    expect([shown(work?.task?.dueAt as number), shown(work?.timers?.[0]?.dueAt as number)]).toEqual([
      '2027-02-01T10:00',
      '2027-02-02T12:00',
    ]);
    expect(work?.task?.pauses).toHaveLength(1);
  });
});
