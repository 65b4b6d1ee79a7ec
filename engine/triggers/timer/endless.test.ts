import { describe, expect, test } from 'vitest';
import { defaultLimits } from '../../contract/index.ts';
import { chief, given } from '../../kernel/testing/case.ts';
import { type ProcessBuilder, packageOf, process } from '../../kernel/testing/process-builder.ts';
import type { TimerConfig } from './config.ts';

const hops = 50;
const limits = { ...defaultLimits, hops };

/** Advances as the product does, at each due time, until nothing is due soon; how often it fired. */
function runOn(run: ReturnType<typeof given>, most: number): number {
  let fired = 0;
  while (fired < most) {
    const dues = run.live.flatMap((each) => (each.timers ?? []).filter((timer) => !timer.parked).map((timer) => timer.dueAt));
    const due = Math.min(...dues);
    if (!Number.isFinite(due)) break;
    run.now = Math.max(run.now, due);
    fired += Number(run.must({ type: 'advance' }).reply.fired);
  }
  return fired;
}

const circle = (duration: string) =>
  packageOf(
    process()
      .startEvent('s')
      .exclusive('g')
      .catchEvent('wait', { timer: { duration } })
      .endEvent('e')
      .chain('s', 'g')
      .flow('g', 'e', { condition: 'stop = true' })
      .flow('g', 'wait', { default: true })
      .flow('wait', 'g'),
  );

const pingPong = packageOf(
  process()
    .startEvent('s')
    .exclusive('g')
    .userTask('one')
    .boundaryEvent('b1', 'one', { timer: { duration: 'PT0S' } })
    .userTask('two')
    .boundaryEvent('b2', 'two', { timer: { duration: 'PT0S' } })
    .endEvent('e')
    .chain('s', 'g', 'one', 'e')
    .chain('b1', 'two', 'e')
    .chain('b2', 'g'),
);

const edge = (timer: TimerConfig, more: (builder: ProcessBuilder) => ProcessBuilder = (builder) => builder) =>
  packageOf(
    more(process().startEvent('s').userTask('work'))
      .boundaryEvent('t', 'work', { timer }, { interrupting: false })
      .task('done')
      .endEvent('e')
      .chain('s', 'work', 'e')
      .chain('t', 'done'),
  );

describe('timers that fire one another at once', () => {
  test.each(['PT0S', 'PT0.9S'])('a circle through a timer of %s is an incident at it, whose retry counts anew', (duration) => {
    const run = given(circle(duration), { limits }).start({ stop: false });
    expect(runOn(run, 10 * hops)).toBeLessThanOrEqual(hops + 2);
    expect(run.incidents).toMatchObject([{ code: 'chainLimit', element: 'wait', trigger: { kind: 'timer' } }]);
    expect(run.incidents[0]?.message).toContain(`${hops} times at once`);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toEqual([]);
    expect(runOn(run, 10 * hops)).toBeGreaterThanOrEqual(hops - 1);
    run.as(chief).must({ type: 'setVariables', reason: 'enough', variables: { stop: true } });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.status).toBe('completed');
  });

  test.each(['PT1S', 'PT30S'])('a circle that waits %s each time goes on', (duration) => {
    const run = given(circle(duration), { limits }).start({ stop: false });
    expect(runOn(run, 10 * hops)).toBe(10 * hops);
    expect(run.incidents).toEqual([]);
  });

  test('two tasks that send the case to each other by their edges', () => {
    const run = given(pingPong, { limits }).start();
    expect(runOn(run, 10 * hops)).toBeLessThanOrEqual(hops + 2);
    expect(run.incidents).toMatchObject([{ code: 'chainLimit' }]);
  });

  test('a case with fewer of them than that is honest work', () => {
    const builder = process().startEvent('s');
    const ids = Array.from({ length: hops - 1 }, (_, index) => `w${index}`);
    for (const id of ids) builder.catchEvent(id, { timer: { duration: 'PT0S' } });
    const run = given(packageOf(builder.endEvent('e').chain('s', ...ids, 'e')), { limits }).start();
    runOn(run, 10 * hops);
    expect(run.status).toBe('completed');
  });

  test.each(['R/PT0.001S', 'R/0001-01-01T00:00:00Z/PT0.001S'])('so is the cycle %s on an edge', (cycle) => {
    const run = given(edge({ cycle }), { limits }).start();
    expect(runOn(run, 10 * hops)).toBeLessThanOrEqual(hops + 2);
    expect(run.incidents).toMatchObject([{ code: 'chainLimit', element: 'work' }]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toEqual([]);
  });
});

describe('a cycle that begins far in the past', () => {
  const fired = (run: ReturnType<typeof given>) => run.of('timerFired').length;
  const catchUp = (run: ReturnType<typeof given>) => {
    while (run.send({ type: 'advance' }).ok);
  };

  test('makes up for two thousand firings, skips the rest and says so', () => {
    const run = given(edge({ cycle: 'R/2026-01-01T00:00:00Z/PT1S' })).start();
    catchUp(run);
    expect(fired(run)).toBe(2_000);
    const [next] = run.one('work').timers ?? [];
    expect(next?.dueAt).toBe(run.now + 1_000);
    expect(next?.skippedFrom).toBe(Date.parse('2026-01-01T00:33:20Z'));
    expect(run.refused({ type: 'advance' }).code).toBe('notYet');
    run.advance('2027-02-01T10:00:01Z');
    expect(run.one('work').timers?.[0]).toMatchObject({
      dueAt: run.now + 1_000,
      firing: (run.now + 1_000 - Date.parse('2026-01-01')) / 1_000,
    });
    expect(run.one('work').timers?.[0]).not.toHaveProperty('skippedFrom');
    expect(run.incidents).toEqual([]);
  });

  test('counts what was skipped among its firings, and ends with the last', () => {
    const over = given(edge({ cycle: 'R5000/2027-02-01T00:00:00Z/PT1S' })).start();
    catchUp(over);
    expect([fired(over), over.one('work').timers ?? []]).toEqual([2_000, []]);
    const left = given(edge({ cycle: 'R40000/2027-02-01T00:00:00Z/PT1S' })).start();
    catchUp(left);
    // 10:00:01 is firing 36,001 from 0.
    expect(left.one('work').timers).toMatchObject([{ dueAt: left.now + 1_000, firing: 36_001, remaining: 3_998 }]);
  });

  test('cron after a week away: the same', () => {
    const run = given(edge({ cycle: '* * * * *' })).start();
    catchUp(run.at('2027-02-08T10:00:30Z'));
    expect(fired(run)).toBe(2_000);
    expect(run.one('work').timers).toMatchObject([
      { dueAt: Date.parse('2027-02-08T10:01:00Z'), skippedFrom: Date.parse('2027-02-02T19:21:00Z') },
    ]);
  });

  test('fewer, or what is missed at different times, are all made up for', () => {
    const run = given(edge({ cycle: 'R/PT10M' })).start();
    for (const day of [6, 11, 16]) run.advance(`2027-02-${String(day).padStart(2, '0')}T10:05:00Z`);
    expect(fired(run)).toBe(15 * 144);
    expect(run.one('work').timers?.[0]).not.toHaveProperty('skippedFrom');
  });

  test('in working time it goes on from one that came', () => {
    const week = Object.fromEntries(['1', '2', '3', '4', '5'].map((day) => [day, [['09:00', '17:00']] as [string, string][]]));
    const calendars = { office: { name: 'office', version: 1, zone: 'UTC', week, days: {} } };
    const run = given(edge({ cycle: 'R/PT1M', calendar: 'office' }), { calendars }).start();
    catchUp(run.at('2027-02-12T11:00:30Z'));
    expect(fired(run)).toBe(2_000);
    expect(run.one('work').timers).toMatchObject([{ dueAt: Date.parse('2027-02-12T11:01:00Z'), calendar: 'office' }]);
  });
});
