import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const pkg = (withDefault: boolean) =>
  packageOf(
    process()
      .startEvent('s')
      .exclusive('which', { name: 'How big?' })
      .userTask('big')
      .userTask('middle')
      .userTask('other')
      .endEvent('e')
      .chain('s', 'which')
      .flow('which', 'other', { default: withDefault, condition: withDefault ? undefined : 'amount < 0' })
      .flow('which', 'big', { condition: 'amount > 100' })
      .flow('which', 'middle', { condition: 'amount > 10' }),
  );

describe('exclusive gateway', () => {
  test.each([
    [150, 'big'],
    [101, 'big'],
    [100, 'middle'],
    [11, 'middle'],
    [10, 'other'],
    [-5, 'other'],
  ])('%d goes to %s: the first flow that holds, the default last wherever it stands', (amount, task) => {
    expect(given(pkg(true)).start({ amount }).tasks).toEqual([task]);
  });

  test('no condition true and no default: an incident at the gateway, which goes on once the value is mended', () => {
    const run = given(pkg(false)).start({ amount: 5 });
    expect(run.incidents).toMatchObject([{ code: 'noFlow', element: 'which', trigger: { kind: 'complete' } }]);
    expect(run.one('which').lifecycle).toBe('completing');
    expect(run.incidents[0]?.message).toContain('How big?');
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { amount: 50 } });
    expect([run.tasks, run.incidents]).toEqual([['middle'], []]);
    expect(run.path.filter((id) => id === 'which')).toHaveLength(1);
  });

  test('a condition over a name that is missing is an incident naming flow and name', () => {
    const run = given(pkg(true)).start({});
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 'which' }]);
    expect(run.incidents[0]?.message).toMatch(/amount/);
  });

  test('anything but true is no', () => {
    expect(given(pkg(true)).start({ amount: null }).tasks).toEqual(['other']);
  });
});
