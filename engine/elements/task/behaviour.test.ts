import { describe, expect, test } from 'vitest';
import { given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

describe('tasks that pass, and flows', () => {
  test('an implicit split takes every flow whose condition holds; an implicit merge does not wait', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .task('t')
        .manualTask('m')
        .userTask('a')
        .userTask('b')
        .userTask('c')
        .chain('s', 't')
        .flow('t', 'm')
        .flow('t', 'a', { condition: 'n > 1' })
        .flow('t', 'b', { condition: 'n > 5' })
        .flow('m', 'c')
        .flow('t', 'c', { condition: 'n > 2' }),
    );
    expect(given(pkg).start({ n: 3 }).tasks).toEqual(['a', 'c', 'c']);
    expect(given(pkg).start({ n: 9 }).tasks).toEqual(['a', 'b', 'c', 'c']);
  });

  test('the default flow of an activity is taken when no condition holds', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .task('t')
        .userTask('a')
        .userTask('d')
        .chain('s', 't')
        .flow('t', 'a', { condition: 'n > 1' })
        .flow('t', 'd', { default: true }),
    );
    expect(given(pkg).start({ n: 0 }).tasks).toEqual(['d']);
    expect(given(pkg).start({ n: 2 }).tasks).toEqual(['a']);
  });

  test('a choice of flows that failed is made again alone: outputs are not written twice', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .task('t', { outputs: { n: 'n + 1' } })
        .userTask('a')
        .chain('s', 't')
        .flow('t', 'a', { condition: 'ready' }),
    );
    const run = given(pkg).start({ n: 1, ready: false });
    expect(run.incidents).toMatchObject([{ code: 'noFlow', element: 't' }]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { ready: true } });
    expect([run.tasks, run.variables.n]).toEqual([['a'], 2]);
  });

  test('inputs see one another, outputs write the surrounding scope and records are refused where there is none', () => {
    const pkg = packageOf(
      process()
        .startEvent('s')
        .userTask('t', { assignee: 'b' }, { inputs: { a: 'n + 1', b: 'string(a)' }, outputs: { sum: 'a + n', 'lead.need': '"x"' } })
        .chain('s', 't'),
    );
    const run = given(pkg).start({ n: 4 });
    expect(run.one('t')).toMatchObject({ variables: { a: 5, b: '5' }, task: { assignee: '5' } });
    run.as({ id: '5', roles: [], groups: [] }).complete('t');
    expect(run.incidents).toMatchObject([{ code: 'recordField', element: 't', trigger: { kind: 'complete' } }]);
    expect(run.variables.sum).toBeUndefined();
  });
});
