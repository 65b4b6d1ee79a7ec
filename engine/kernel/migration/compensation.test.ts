import { describe, expect, test } from 'vitest';
import { migrate, started, stays, thereAndBack, versions } from '../testing/moving.ts';
import { type EventTrigger, type ProcessBuilder, process } from '../testing/process-builder.ts';

const undoAll: EventTrigger = { compensate: {} };
const undoable = (model: ProcessBuilder, id: string, handler = `un${id}`) =>
  model.userTask(id).boundaryEvent(`${id}x`, id, { compensate: { handler } }).userTask(handler, {}, { forCompensation: true });
const inner = (model: ProcessBuilder) => undoable(model.startEvent('is'), 'a').endEvent('ie').chain('is', 'a', 'ie');
const cancelled = (model: ProcessBuilder) => undoable(model.startEvent('is'), 'a').endEvent('ie', 'cancel').chain('is', 'a', 'ie');

describe('events that are new in the new version', () => {
  const timer: EventTrigger = { timer: { duration: 'PT1H' } };
  const late = (model: ProcessBuilder, host: string, trigger: EventTrigger | null) =>
    trigger ? model.userTask('late').boundaryEvent('tb', host, trigger).flow('tb', 'late') : model;
  const sub = (trigger: EventTrigger | null) =>
    late(process().startEvent('s').subProcess('sub', inner).endEvent('e', undoAll).chain('s', 'sub', 'e'), 'sub', trigger);
  const inside = (trigger: EventTrigger | null) => {
    const model = process().startEvent('s');
    model.subProcess('sub', (builder) => {
      inner(builder);
      if (trigger === null) return;
      const event = (each: ProcessBuilder) => each.startEvent('xs', trigger).userTask('late').chain('xs', 'late');
      builder.subProcess('esp', event, { triggeredByEvent: true });
    });
    return model.endEvent('e', undoAll).chain('s', 'sub', 'e');
  };
  const transaction = (trigger: EventTrigger | null) => {
    const model = process().startEvent('s').transaction('tx', cancelled).userTask('out');
    return late(model.boundaryEvent('cb', 'tx', 'cancel').chain('s', 'tx').chain('cb', 'out'), 'tx', trigger);
  };

  test.each([
    ['on the edge of a scope', sub],
    ['in a scope', inside],
    ['on the edge of a transaction', transaction],
  ])('%s that is only being undone: are not waited for there', (_, model) => {
    for (const trigger of [timer, { message: 'm' }, { signal: 'g' }, { condition: 'true' }] satisfies EventTrigger[]) {
      const it = started(versions(model(null), model(trigger)));
      it.complete('a');
      expect(it.tasks).toEqual(['una']);
      const { before, after } = thereAndBack(it);
      expect(after).toEqual(before);
      migrate(it);
      it.at('2027-02-01T12:00:00Z').send({ type: 'advance' });
      expect(it.tasks).toEqual(['una']);
      it.complete('una');
      expect(it.tasks).toEqual(model === transaction ? ['out'] : []);
    }
  });

  test('on the edge of what undoes something: are', () => {
    const model = (trigger: EventTrigger | null) =>
      late(undoable(process().startEvent('s'), 'a').endEvent('e', undoAll).chain('s', 'a', 'e'), 'una', trigger);
    const it = started(versions(model(null), model(timer)));
    it.complete('a');
    migrate(it).advance('2027-02-01T12:00:00Z');
    expect(it.tasks).toEqual(['late']);
  });
});

describe('what may still be undone', () => {
  const flat = (how: string | null) => {
    const model = process().startEvent('s');
    if (how) undoable(model, 'a', how);
    else model.userTask('a');
    return model.userTask('t').endEvent('e', undoAll).chain('s', 'a', 't', 'e');
  };
  const scope = (undone: boolean, kind: 'subProcess' | 'transaction' = 'subProcess') => {
    const model = process().startEvent('s');
    model[kind]('sub', (builder) => {
      builder.startEvent('is').userTask('a').endEvent('ie').chain('is', 'a', 'ie');
      if (!undone) return;
      const event = (each: ProcessBuilder) => each.startEvent('xs', undoAll).userTask('mend').chain('xs', 'mend');
      builder.subProcess('esp', event, { triggeredByEvent: true });
    });
    return model.userTask('t').endEvent('e', undoAll).chain('s', 'sub', 't', 'e');
  };

  test('is undone by what the new version has for it', () => {
    const it = started(versions(flat('una'), flat('take back')));
    it.complete('a');
    const { before, after } = thereAndBack(it, { una: 'take back' });
    expect(after).toEqual(before);
    migrate(it).complete('t');
    expect(it.tasks).toEqual(['take back']);
  });

  test('holds the case where nothing would undo it any more', () => {
    expect(migrate(started(versions(flat('una'), flat(null)))).tasks).toEqual(['a']);
    const handler = started(versions(flat('una'), flat(null)));
    handler.complete('a');
    expect(stays(handler)).toEqual(['notUndone a']);
    const event = started(versions(scope(true), scope(false)));
    event.complete('a');
    expect(stays(event)).toEqual(['notUndone sub']);
  });

  test('holds the case while that is under way, too', () => {
    const two = (both: boolean) => {
      const model = undoable(process().startEvent('s'), 'b');
      if (both) undoable(model, 'a');
      else model.userTask('a');
      return model.endEvent('e', undoAll).chain('s', 'a', 'b', 'e');
    };
    const it = started(versions(two(true), two(false)));
    it.complete('a');
    it.complete('b');
    expect(it.tasks).toEqual(['unb']);
    expect(stays(it)).toEqual(['notUndone a']);
  });

  test('is of the same kind, and stands in the same scope', () => {
    const sub = (kind: 'subProcess' | 'transaction') => {
      const model = process().startEvent('s')[kind]('sub', inner);
      return model.userTask('t').endEvent('e', undoAll).chain('s', 'sub', 't', 'e');
    };
    const it = started(versions(sub('subProcess'), sub('transaction')));
    it.complete('a');
    expect(stays(it)).toEqual(['kindChanged sub']);
    const moved = started(versions(sub('subProcess'), undoable(sub('subProcess'), 'b', 'unb')));
    moved.complete('a');
    expect(stays(moved, { a: 'b' })).toEqual(['otherScope a']);
  });

  test('in a called process moves with it, under another name too', () => {
    const main = (called: string) => process().startEvent('s').callActivity('c', called).userTask('t').endEvent('e', undoAll);
    const model = (called: string, task: string) => [
      main(called).chain('s', 'c', 't', 'e'),
      undoable(process(called).startEvent('s'), task).endEvent('e').chain('s', task, 'e'),
    ];
    const same = started(versions(model('sub', 'a'), model('sub', 'a')));
    same.complete('a');
    expect(stays(same, { sub: null })).toEqual(['processMissing sub']);
    const { before, after } = thereAndBack(same);
    expect(after).toEqual(before);
    const it = started(versions(model('sub', 'a'), model('part', 'b')));
    it.complete('a');
    const plan = { sub: 'part', a: 'b', una: 'unb', ax: 'bx' };
    expect(thereAndBack(it, plan)).toSatisfy(({ before: was, after: is }) => JSON.stringify(was) === JSON.stringify(is));
    migrate(it, plan).complete('t');
    expect(it.tasks).toEqual(['unb']);
    it.complete('unb');
    expect(it.status).toBe('completed');
  });

  test('in a called process of another package stays as it is', () => {
    const model = () =>
      process()
        .startEvent('s')
        .callActivity('c', 'sub', { binding: { package: 'other' } as never })
        .userTask('t')
        .endEvent('e', undoAll);
    const called = undoable(process('sub').startEvent('s'), 'a').endEvent('e').chain('s', 'a', 'e');
    const pair = versions(model().chain('s', 'c', 't', 'e'), model().chain('s', 'c', 't', 'e'));
    const [other] = versions(called, called, { key: 'other' });
    const packages = { v1: pair[0], v2: pair[1], o1: { ...other, hash: 'o1' } };
    const it = started(pair, {}, { packages, called: { 'other@latest': 'o1' } });
    it.complete('a');
    const { before, after } = thereAndBack(it);
    expect(after).toEqual(before);
    migrate(it).complete('t');
    expect(it.tasks).toEqual(['una']);
  });
});
