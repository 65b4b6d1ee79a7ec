import { describe, expect, test } from 'vitest';
import { packageOf, process } from '../kernel/testing/process-builder.ts';
import { checkPlan, suggestPlan } from './index.ts';

const one = () =>
  packageOf(
    process()
      .startEvent('s')
      .userTask('call', { form: 'call' }, { name: 'Call' })
      .userTask('check', {}, { name: 'Check' })
      .parallel('split')
      .userTask('a')
      .userTask('b')
      .parallel('join')
      .catchEvent('wait', { timer: { duration: 'PT1H' } })
      .boundaryEvent('late', 'call', { timer: { duration: 'P1D' } })
      .endEvent('e')
      .endEvent('le')
      .chain('s', 'call', 'check', 'split', 'a', 'join', 'wait', 'e')
      .chain('split', 'b', 'join')
      .flow('late', 'le'),
  );

describe('a suggested plan', () => {
  test('finds what was renamed by name, place and content, and says how sure it is', () => {
    const two = packageOf(
      process('main2')
        .startEvent('s')
        .userTask('Activity_1', { form: 'call' }, { name: 'call ' })
        .userTask('Activity_2', {}, { name: 'Verify' })
        .parallel('split')
        .userTask('a')
        .userTask('b')
        .parallel('join')
        .catchEvent('Event_1', { timer: { duration: 'PT1H' } })
        .boundaryEvent('Event_2', 'Activity_1', { timer: { duration: 'P2D' } })
        .endEvent('e')
        .endEvent('le')
        .chain('s', 'Activity_1', 'Activity_2', 'split', 'a', 'join', 'Event_1', 'e')
        .chain('split', 'b', 'join')
        .flow('Event_2', 'le'),
    );
    const { plan, entries } = suggestPlan(one(), two);
    expect(plan.elements).toEqual({ main: 'main2', call: 'Activity_1', check: 'Activity_2', wait: 'Event_1', late: 'Event_2' });
    const found = Object.fromEntries(entries.map(({ element, confidence, reason }) => [element, `${confidence} ${reason}`]));
    expect(found).toMatchObject({
      a: 'sure sameId',
      call: 'likely sameName',
      check: 'doubtful samePlace',
      wait: 'likely samePlace',
      late: 'likely samePlace',
      main: 'sure mainProcess',
    });
    expect(checkPlan(one(), two, plan)).toEqual({ unknown: [], stays: [] });
  });

  test('what is gone, or became something else, is named', () => {
    const two = packageOf(
      process()
        .startEvent('s')
        .serviceTask('call')
        .parallel('split')
        .userTask('b')
        .manualTask('c')
        .parallel('join')
        .endEvent('e')
        .chain('s', 'call', 'split', 'b', 'join', 'e')
        .chain('split', 'c', 'join'),
    );
    const { plan, entries } = suggestPlan(one(), two);
    expect(plan.elements).toMatchObject({ check: null, wait: null, late: null, 'a->join': null });
    expect(entries.find(({ element }) => element === 'a->join')).toMatchObject({ kind: 'flow', reason: 'flowGone' });
    expect(entries.find(({ element }) => element === 'call')).toMatchObject({ target: 'call', reason: 'otherKind' });
    expect(checkPlan(one(), two, plan).stays.map(({ code, element }) => `${code} ${element}`)).toEqual(
      expect.arrayContaining(['kindChanged call', 'unmapped check', 'unmapped wait']),
    );
  });

  test('two that look the same are not guessed between', () => {
    const twins = (...ids: string[]) => {
      const model = process().startEvent('s').parallel('f').flow('s', 'f').endEvent('e');
      for (const id of ids) model.userTask(id, {}, { name: 'Sign' }).chain('f', id, 'e');
      return packageOf(model);
    };
    expect(suggestPlan(twins('a', 'b'), twins('x', 'y')).plan.elements).toEqual({ a: null, b: null });
    expect(suggestPlan(twins('a'), twins('x')).plan.elements).toEqual({ a: 'x' });
  });

  test('ids that neither version has are told', () => {
    expect(checkPlan(one(), one(), { elements: { nobody: 'a', a: 'nowhere' }, waits: { never: 'keep' } }).unknown).toEqual([
      { id: 'nobody', where: 'from' },
      { id: 'nowhere', where: 'to' },
      { id: 'never', where: 'from' },
    ]);
  });
});
