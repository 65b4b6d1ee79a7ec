import { describe, expect, test } from 'vitest';
import { migrate, started, stays, thereAndBack, versions } from '../testing/moving.ts';
import type { EventTrigger } from '../testing/process-builder.ts';
import { process } from '../testing/process-builder.ts';

const wait = (trigger: EventTrigger, id = 'wait') => process().startEvent('s').catchEvent(id, trigger).endEvent('e').chain('s', id, 'e');
const due = (time: string) => Date.parse(`2027-02-01T${time}:00Z`);

describe('a timer', () => {
  test.each([
    ['keep', '12:00'],
    ['recount', '15:00'],
    ['restart', '16:00'],
  ] as const)('whose rule changed: %s makes it due at %s', (choice, time) => {
    const it = started(versions(wait({ timer: { duration: 'PT2H' } }), wait({ timer: { duration: 'PT5H' } }, 'pause')));
    const { before, after, there } = thereAndBack(it.at('2027-02-01T11:00:00Z'), { wait: 'pause' }, { wait: choice });
    const timers = Object.values(there.elements).flatMap(({ timers = [] }) => timers);
    expect(timers).toMatchObject([{ element: 'pause', dueAt: due(time) }]);
    expect(after).toEqual(before);
    migrate(it, { wait: 'pause' }, { wait: choice }).advance(`2027-02-01T${time}:00Z`);
    expect(it.status).toBe('completed');
  });

  test('becomes no message', () => {
    expect(stays(started(versions(wait({ timer: { duration: 'PT2H' } }), wait({ message: 'paid' }))))).toEqual(['triggerChanged wait']);
  });

  test('that an incident holds stays held; one that is gone frees it, and comes back with it', () => {
    const at = (withTimer: boolean) => {
      const model = process().startEvent('s').userTask('a').endEvent('e').endEvent('late').chain('s', 'a', 'e');
      return withTimer ? model.boundaryEvent('b', 'a', { timer: { duration: 'PT1H' } }).flow('b', 'late') : model;
    };
    const it = started(versions(at(true), at(false)));
    const timer = it.one('a').timers?.[0]?.id as number;
    it.must({ type: 'raiseIncident', code: 'stopped', message: 'x', elementInstance: it.one('a').id, trigger: { kind: 'timer', timer } });
    const { before, after, there } = thereAndBack(it);
    expect(Object.keys(there.incidents)).toEqual([]);
    expect(after).toEqual(before);
    expect(it.one('a').timers).toMatchObject([{ parked: true }]);
  });
});

describe('a message', () => {
  test('of the same name is waited for on, under the same id', () => {
    const it = started(
      versions(
        wait({ message: 'paid' }),
        process().startEvent('s').receiveTask('receive', 'paid').endEvent('e').chain('s', 'receive', 'e'),
      ),
    );
    const { id } = it.one('wait').subscriptions?.[0] ?? {};
    migrate(it, { wait: 'receive' });
    expect(it.one('receive').subscriptions).toMatchObject([{ id, element: 'receive', messageName: 'paid' }]);
    it.message('paid', { amount: 3 });
    expect(it.variables.amount).toBe(3);
  });

  test('of another name takes its place', () => {
    const it = started(versions(wait({ message: 'paid' }), wait({ message: { name: 'settled', correlationKey: 'key' } })), { key: 'k1' });
    const { before, after } = thereAndBack(it);
    expect(after).toEqual(before);
    migrate(it);
    expect(it.one('wait').subscriptions).toMatchObject([{ messageName: 'settled', correlationKey: 'k1' }]);
    expect(it.refused({ type: 'deliverMessage', messageId: 'x', name: 'paid', correlationKey: '', payload: {} }).code).toBe(
      'messageNotExpected',
    );
    it.message('settled', {}, 'k1');
    expect(it.status).toBe('completed');
  });
});

describe('boundary events', () => {
  const base = () => process().startEvent('s').userTask('a').endEvent('e').endEvent('late').chain('s', 'a', 'e');

  test('new ones are armed, those that are gone are closed, the others stay', () => {
    const one = base()
      .boundaryEvent('gone', 'a', { timer: { duration: 'PT1H' } })
      .boundaryEvent('stays', 'a', { message: 'stop' })
      .flow('gone', 'late')
      .flow('stays', 'late');
    const two = base()
      .boundaryEvent('new', 'a', { timer: { duration: 'PT3H' } })
      .boundaryEvent('kept', 'a', { message: 'stop' })
      .flow('new', 'late')
      .flow('kept', 'late');
    const it = started(versions(one, two));
    const plan = { gone: null, stays: 'kept' };
    const { before, after } = thereAndBack(it, plan);
    expect(after).toEqual(before);
    migrate(it.at('2027-02-01T11:00:00Z'), plan);
    expect(it.one('a').timers).toMatchObject([{ element: 'new', dueAt: due('14:00') }]);
    expect(it.one('a').subscriptions).toMatchObject([{ element: 'kept' }]);
    it.advance('2027-02-01T14:00:00Z');
    expect(it.path.slice(-2)).toEqual(['new', 'late']);
  });

  test('one that had its turn is not waited for again', () => {
    const with1 = () =>
      base()
        .boundaryEvent('remind', 'a', { timer: { duration: 'PT1H' } }, { interrupting: false })
        .flow('remind', 'late');
    const it = started(versions(with1(), with1()));
    it.advance('2027-02-01T11:00:00Z');
    migrate(it);
    expect(it.one('a').timers).toBeUndefined();
  });

  test('a rule that cannot be evaluated holds the case back', () => {
    const two = base()
      .boundaryEvent('new', 'a', { timer: { duration: '=patience' } })
      .flow('new', 'late');
    expect(stays(started(versions(base(), two)))).toEqual(['expression new']);
    expect(migrate(started(versions(base(), two), { patience: 'PT1H' })).one('a').timers).toHaveLength(1);
  });
});

describe('an event-based gateway', () => {
  const gate = (events: [string, EventTrigger][]) => {
    const model = process().startEvent('s').eventBased('gate').exclusive('x').endEvent('e').flow('s', 'gate').flow('x', 'e');
    for (const [id, trigger] of events) model.catchEvent(id, trigger).chain('gate', id, 'x');
    return model;
  };
  const timer: EventTrigger = { timer: { duration: 'PT1H' } };

  test('waits for the events that its flows lead to in the new version', () => {
    const it = started(
      versions(
        gate([
          ['t', timer],
          ['m', { message: 'paid' }],
        ]),
        gate([
          ['t2', timer],
          ['n', { message: 'refused' }],
        ]),
      ),
    );
    const { before, after } = thereAndBack(it, { t: 't2', m: null });
    expect(after).toEqual(before);
    migrate(it, { t: 't2', m: null }).message('refused');
    expect(it.path.slice(-3)).toEqual(['n', 'x', 'e']);
  });

  test('without any event left it stays', () => {
    const bare = process().startEvent('s').eventBased('gate').endEvent('e').chain('s', 'gate', 'e');
    expect(stays(started(versions(gate([['t', timer]]), bare)))).toEqual(['noEvent gate']);
  });
});

describe('event subprocesses', () => {
  const withHandler = (start: string | null, interrupting = true) => {
    const model = process().startEvent('s').userTask('a').endEvent('e').chain('s', 'a', 'e');
    if (start === null) return model;
    const inside = (inner: ReturnType<typeof process>) =>
      inner.startEvent(start, { message: 'cancelled' }, { interrupting }).userTask('clear').endEvent('done').chain(start, 'clear', 'done');
    return model.subProcess('handler', inside, { triggeredByEvent: true });
  };

  test('a new one is waited for, one that is gone no longer, a renamed start goes on', () => {
    const added = started(versions(withHandler(null), withHandler('go')));
    expect(thereAndBack(added)).toSatisfy(({ before, after }) => JSON.stringify(before) === JSON.stringify(after));
    migrate(added).message('cancelled');
    expect(added.tasks).toEqual(['clear']);
    const gone = migrate(started(versions(withHandler('go'), withHandler(null))));
    expect(gone.one('main').subscriptions).toBeUndefined();
    const renamed = migrate(started(versions(withHandler('go'), withHandler('begin'))), { go: 'begin' });
    expect(renamed.one('main').subscriptions).toMatchObject([{ element: 'begin' }]);
  });

  test('one that runs goes on, and nothing else is waited for beside it', () => {
    const two = withHandler('go').subProcess(
      'other',
      (inner) =>
        inner
          .startEvent('alarm', { timer: { duration: 'PT1H' } })
          .userTask('look')
          .endEvent('seen')
          .chain('alarm', 'look', 'seen'),
      { triggeredByEvent: true },
    );
    const it = started(versions(withHandler('go'), two));
    it.message('cancelled');
    migrate(it);
    expect(it.one('main').timers).toBeUndefined();
    it.complete('clear');
    expect(it.status).toBe('completed');
  });
});
