import { describe, expect, test } from 'vitest';
import { type CalendarDefinition, defaultLimits } from '../contract/index.ts';
import { given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

/** Fewer than by default, so that the tests are quick. */
const limits = { ...defaultLimits, hops: 100, chain: 1_000 };
const { hops, chain } = limits;
const begun = { signal: { name: 'go', payload: {} } };
const passing = packageOf(
  process().startEvent('s', { signal: 'go' }).throwEvent('pass', { signal: 'go' }).endEvent('e').chain('s', 'pass', 'e'),
);
const at = (count: number) => ({ limits, chain: { id: 'first', hops: count } });

describe('the chain of cases that tell each other', () => {
  test('goes on with what is thrown, one hop further for whoever takes it; what a person asks for begins one', () => {
    expect(given(passing, at(7)).start({}, begun).effects).toMatchObject([{ type: 'broadcastSignal', chain: { id: 'first', hops: 7 } }]);
    expect(given(passing).start({}, begun).effects[0]).not.toHaveProperty('chain');
  });

  test('past its limit nothing is thrown, an incident says so, and its retry begins a new chain', () => {
    expect(given(passing, at(hops - 1)).start({}, begun).status).toBe('completed');
    const run = given(passing, at(hops)).start({}, begun);
    expect([run.effects, run.of('signalThrown')]).toEqual([[], []]);
    expect(run.incidents).toMatchObject([{ code: 'chainLimit', element: 'pass' }]);
    expect(run.incidents[0]?.message).toContain('The chain that began with "first" was handed on 100 times');
    expect(run.incidents[0]?.message).toContain('CHAIN_HOPS and CHAIN_THROWS raise the limit');
    run.context = { limits };
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.status).toBe('completed');
    expect(run.effects).toMatchObject([{ type: 'broadcastSignal', name: 'go' }]);
    expect(run.effects[0]).not.toHaveProperty('chain');
  });

  test.each(['throw', 'end', 'send'])('a message by a %s is bounded like a signal', (how) => {
    const builder = process().startEvent('s', { signal: 'go' });
    if (how === 'throw') builder.throwEvent('m', { message: 'news' });
    else if (how === 'end') builder.endEvent('m', { message: 'news' });
    else builder.sendTask('m', { message: { name: 'news' } });
    const pkg = packageOf(builder.chain('s', 'm'));
    expect(given(pkg, at(3)).start({}, begun).effects).toMatchObject([{ type: 'publishMessage', chain: { id: 'first', hops: 3 } }]);
    const stopped = given(pkg, at(hops)).start({}, begun);
    expect(stopped.incidents).toMatchObject([{ code: 'chainLimit', element: 'm' }]);
    expect(stopped.of('messagePublished')).toEqual([]);
  });

  test('a chain that has thrown all it may throws no more, from its second hop on', () => {
    const twice = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .throwEvent('one', { signal: 'go' })
        .throwEvent('two', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'one', 'two', 'e'),
    );
    const last = given(twice, { ...at(2), chainsLeft: { first: 1 } }).start({}, begun);
    expect(last.of('signalThrown')).toHaveLength(1);
    expect(last.incidents).toMatchObject([{ code: 'chainLimit', element: 'two' }]);
    expect(
      given(twice, { ...at(1), chainsLeft: { first: 0 } })
        .start({}, begun)
        .of('signalThrown'),
    ).toHaveLength(2);
    expect(
      given(twice, { ...at(2), chainsLeft: { other: 0 } })
        .start({}, begun)
        .of('signalThrown'),
    ).toHaveLength(2);
  });

  test('goes on through a job, whoever ends it, and its error', () => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .serviceTask('work')
        .boundaryEvent('wrong', 'work', { error: 'E' })
        .throwEvent('pass', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'work', 'pass', 'e')
        .chain('wrong', 'pass'),
    );
    for (const failed of [false, true]) {
      const run = given(pkg, at(hops)).start({}, begun);
      run.context = { limits };
      const job = run.one('work').job?.key as string;
      if (failed) run.must({ type: 'failJob', job, error: { code: 'E', message: '', bpmnError: true }, retriesLeft: 0 });
      else run.done('work');
      expect(run.incidents).toMatchObject([{ code: 'chainLimit', element: 'pass' }]);
    }
  });

  test.each([
    ['PT0S', true],
    ['PT59.9S', true],
    ['PT1M', false],
  ])('a timer of %s: goes on %s', (duration, goesOn) => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .catchEvent('wait', { timer: { duration } })
        .throwEvent('pass', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'wait', 'pass', 'e'),
    );
    const run = given(pkg, at(hops)).start({}, begun);
    run.context = { limits };
    run.advance('2027-02-01T10:10:00Z');
    expect(run.incidents.map(({ code }) => code)).toEqual(goesOn ? ['chainLimit'] : []);
  });

  test.each([10, 3_600_000])('a job whose result comes after %i ms goes on', (after) => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .serviceTask('work')
        .throwEvent('pass', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'work', 'pass', 'e'),
    );
    const run = given(pkg, at(hops)).start({}, begun);
    run.context = { limits };
    run.now += after;
    run.done('work');
    expect(run.incidents.map(({ code }) => code)).toEqual(['chainLimit']);
  });

  test('sixty items one by one, another case asked for each, are honest work', () => {
    const asking = packageOf(
      process().startEvent('s', { signal: 'go' }).throwEvent('ask', { message: 'ask' }).endEvent('e').chain('s', 'ask', 'e'),
    );
    expect(given(asking, { chain: { id: 'first', hops: 120 } }).start({}, begun).incidents).toEqual([]);
  });

  test('so are 1,100 lines asked for side by side', () => {
    const builder = process().startEvent('s', { signal: 'go' });
    const loop = { kind: 'multi-instance' as const, sequential: false, collection: 'lines', item: 'line', events: [] };
    const pkg = packageOf(
      builder
        .sendTask('ask', { message: { name: 'ask' } }, { loop })
        .endEvent('e')
        .chain('s', 'ask', 'e'),
    );
    const lines = Array.from({ length: 1_100 }, (_, line) => line);
    const run = given(pkg, { chain: { id: 'first', hops: 2 } }).start({ lines }, begun);
    expect([run.status, run.of('messagePublished').length]).toEqual(['completed', 1_100]);
  });

  test('a timer that was moved when the case was resumed has rested', () => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .catchEvent('wait', { timer: { duration: 'PT10S' } })
        .throwEvent('pass', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'wait', 'pass', 'e'),
    );
    const run = given(pkg, at(hops)).start({}, begun);
    run.context = { limits };
    run.as({ id: 'maria', roles: ['supervisor'], groups: [] });
    run.at('2027-02-01T10:00:05Z').must({ type: 'suspend' });
    run.at('2027-02-03T10:00:05Z').must({ type: 'resume' });
    expect(run.one('wait').timers).toMatchObject([{ dueAt: Date.parse('2027-02-03T10:00:10Z') }]);
    expect(run.one('wait').timers?.[0]).not.toHaveProperty('chain');
    run.advance('2027-02-03T10:00:10Z');
    expect(run.incidents).toEqual([]);
  });

  test('so has one whose calendar changed, and an alert of a deadline that moved', () => {
    const office = (version: number, from: string): CalendarDefinition => ({
      ...{ name: 'office', version, zone: 'UTC', days: {} },
      week: { 1: [[from, '23:00']] },
    });
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .userTask('work', { deadline: { due: 'PT20S', calendar: 'office', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] } })
        .boundaryEvent('wait', 'work', { timer: { duration: 'PT10S', calendar: 'office' } }, { interrupting: false })
        .endEvent('e')
        .chain('s', 'work', 'e')
        .chain('wait', 'e'),
    );
    const run = given(pkg, { ...at(hops), calendars: { office: office(1, '09:00') } }).start({}, begun);
    expect(run.one('work').timers).toMatchObject([{ chain: { id: 'first' } }, { chain: { id: 'first' } }]);
    run.context = { limits, calendars: { office: office(2, '12:00') } };
    run.as({ id: 'maria', roles: ['supervisor'], groups: [] }).must({ type: 'replan' });
    const due = run.one('work').timers?.map(({ dueAt, chain: of }) => [dueAt, of]);
    expect(new Set(due)).toEqual(
      new Set([
        [Date.parse('2027-02-01T12:00:10Z'), undefined],
        [Date.parse('2027-02-01T12:00:20Z'), undefined],
      ]),
    );
  });

  test('a person between ends it', () => {
    const pkg = packageOf(
      process()
        .startEvent('s', { signal: 'go' })
        .userTask('look')
        .throwEvent('pass', { signal: 'go' })
        .endEvent('e')
        .chain('s', 'look', 'pass', 'e'),
    );
    const run = given(pkg, at(hops)).start({}, begun);
    run.context = { limits };
    run.complete('look');
    expect(run.status).toBe('completed');
    expect(run.effects[0]).not.toHaveProperty('chain');
  });

  const listening = (...throws: string[]) => {
    const builder = process()
      .startEvent('s')
      .userTask('work')
      .boundaryEvent('more', 'work', { signal: 'go' }, { interrupting: false })
      .endEvent('e')
      .chain('s', 'work', 'e');
    for (const id of throws) builder.throwEvent(id, { signal: 'go' });
    const run = given(packageOf(builder.chain('more', ...throws, 'e'))).start();
    run.context = at(1);
    run.must({ type: 'deliverSignal', signalId: 'x', name: 'go', payload: {} });
    return run;
  };

  test('within a case a signal is a hop, too: what answers itself stops long before the step limit', () => {
    const run = listening('say');
    expect(run.of('signalThrown')).toHaveLength(hops - 1);
    expect(run.incidents).toMatchObject([{ code: 'chainLimit', element: 'say' }]);
  });

  test('what multiplies within one case stops, too', () => {
    const run = listening('one', 'two');
    // Two at the first hop, which do not count.
    expect(run.of('signalThrown')).toHaveLength(chain + 2);
    expect(new Set(run.incidents.map(({ code }) => code))).toEqual(new Set(['chainLimit']));
  });
});
