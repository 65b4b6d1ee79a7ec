import { describe, expect, test } from 'vitest';
import { migrate, started, stays, thereAndBack, undo, versions } from '../testing/moving.ts';
import { type EventTrigger, type ProcessBuilder, process } from '../testing/process-builder.ts';

describe('a sequential ad-hoc subprocess', () => {
  const model = (...ids: string[]) =>
    process()
      .startEvent('s')
      .adHoc('h', { ordering: 'sequential' }, (inside) => {
        for (const id of ids) inside.serviceTask(id);
      })
      .userTask('z')
      .chain('s', 'h', 'z');

  test('begins what is left under its new name', () => {
    for (const plan of [{ b: 'b2' }, { b: 'b2', c: 'c2' }, { a: 'a2', b: 'c', c: 'b' }] as { [id: string]: string }[]) {
      const names = ['a', 'b', 'c'].map((id) => plan[id] ?? id) as [string, string, string];
      const it = started(versions(model('a', 'b', 'c'), model(...names)));
      const { before, after } = thereAndBack(it, plan);
      expect(after).toEqual(before);
      migrate(it, plan);
      for (const name of names) it.done(name);
      expect(it.tasks).toEqual(['z']);
    }
  });

  test('leaves out what is gone, or stands elsewhere', () => {
    for (const plan of [{}, { b: null }, { b: 'z' }] as { [id: string]: string | null }[]) {
      const it = started(versions(model('a', 'b', 'c'), model('a', 'c')));
      const { before, after } = thereAndBack(it, plan);
      expect(after).toEqual(before);
      migrate(it, plan).done('a');
      it.done('c');
      expect(it.tasks).toEqual(['z']);
    }
  });

  test('begins what was left out after all when it is brought back', () => {
    const it = started(versions(model('a', 'b', 'c'), model('a', 'c2')));
    migrate(it, { c: 'c2' }).done('a');
    undo(it);
    expect(it.one('h').memo).toMatchObject({ toBegin: ['b'] });
    it.done('c');
    it.done('b');
    expect(it.tasks).toEqual(['z']);
  });

  test('is not held by an id that its version has not', () => {
    const it = started(versions(model('a', 'b', 'c'), model('a', 'c')));
    // As a case was left that an earlier version of the engine had moved.
    const broken = structuredClone(it.state);
    if (!broken) throw new Error('it is started');
    for (const element of Object.values(broken.elements)) if (element.element === 'h') element.memo = { toBegin: ['gone', 'b'] };
    it.state = broken;
    it.done('a');
    it.done('b');
    expect(it.tasks).toEqual(['z']);
  });
});

describe('a parallel multiple event that has received a part', () => {
  const all: EventTrigger = { all: [{ message: 'm1' }, { signal: 'g' }, { message: 'm2' }] };
  const caught = (id: string, trigger = all) => process().startEvent('s').catchEvent(id, trigger).userTask('after').chain('s', id, 'after');
  const edge = (id: string, trigger = all) =>
    process().startEvent('s').userTask('a').userTask('after').chain('s', 'a').boundaryEvent(id, 'a', trigger).flow(id, 'after');
  const start = (id: string, trigger = all) => {
    const event = (inside: ProcessBuilder) => inside.startEvent(id, trigger).userTask('after').chain(id, 'after');
    return process().startEvent('s').userTask('a').chain('s', 'a').subProcess('esp', event, { triggeredByEvent: true });
  };
  const gateway = (id: string, trigger = all) =>
    process()
      .startEvent('s')
      .eventBased('g')
      .catchEvent('other', { message: 'never' })
      .catchEvent(id, trigger)
      .userTask('after')
      .chain('s', 'g', id, 'after')
      .flow('g', 'other');
  const send = (it: ReturnType<typeof started>, which: number) => {
    if (which === 1) it.must({ type: 'deliverSignal', signalId: `${it.facts.length}`, name: 'g', payload: { from: 'g' } });
    else it.message(which === 0 ? 'm1' : 'm2', { from: `m${which}`, [`p${which}`]: true });
  };

  test.each([
    ['intermediate', caught],
    ['boundary', edge],
    ['start of an event subprocess', start],
    ['behind a gateway', gateway],
  ])('%s: keeps it under its new name', (_, model) => {
    for (const order of [
      [0, 1, 2],
      [2, 1, 0],
      [1, 0, 2],
    ] as const) {
      const it = started(versions(model('c'), model('c2')));
      send(it, order[0]);
      const { before, after } = thereAndBack(it, { c: 'c2' });
      expect(after).toEqual(before);
      migrate(it, { c: 'c2' });
      send(it, order[1]);
      undo(it);
      migrate(it, { c: 'c2' });
      send(it, order[2]);
      expect(it.tasks).toEqual(['after']);
    }
  });

  test('waits for all of it anew where the parts are others, and knows it again when brought back', () => {
    const other: EventTrigger = { all: [{ message: 'm3' }, { message: 'm2' }] };
    const it = started(versions(edge('c'), edge('c2', other)));
    send(it, 0);
    send(it, 1);
    const { before, after } = thereAndBack(it, { c: 'c2' });
    expect(after).toEqual(before);
    migrate(it, { c: 'c2' }).message('m3');
    expect(it.tasks).toEqual(['a']);
    undo(it);
    send(it, 2);
    expect(it.tasks).toEqual(['after']);
    expect(stays(started(versions(caught('c'), caught('c', other))))).toEqual(['triggerChanged c']);
  });

  test('of two that become one, the first goes on', () => {
    const both = process().startEvent('s').userTask('a').userTask('after').userTask('beside').chain('s', 'a');
    both.boundaryEvent('c', 'a', { all: [{ message: 'm1' }, { message: 'm2' }] }).flow('c', 'after');
    both.boundaryEvent('d', 'a', { all: [{ message: 'm1' }, { message: 'm2' }] }, { interrupting: false }).flow('d', 'beside');
    const one = process().startEvent('s').userTask('a').userTask('after').chain('s', 'a');
    one.boundaryEvent('e', 'a', { all: [{ message: 'm1' }, { message: 'm2' }] }).flow('e', 'after');
    const it = started(versions(both, one));
    it.message('m1');
    const { before, after } = thereAndBack(it, { c: 'e', d: 'e' });
    expect(after).toEqual(before);
    migrate(it, { c: 'e', d: 'e' }).message('m2');
    expect(it.tasks).toEqual(['after']);
  });

  test('at the start of a process that several events start together', () => {
    const model = (id: string) =>
      process()
        .startEvent(id, { all: [{ message: 'm1' }, { message: 'm2' }] })
        .userTask('after')
        .chain(id, 'after');
    const pair = versions(model('s'), model('s2'));
    const it = started(pair, {}, {}, { message: { name: 'm1', payload: {} } });
    const { before, after } = thereAndBack(it, { s: 's2' });
    expect(after).toEqual(before);
    migrate(it, { s: 's2' }).message('m2');
    expect(it.tasks).toEqual(['after']);
  });
});
