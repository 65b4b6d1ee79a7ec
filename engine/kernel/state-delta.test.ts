import { describe, expect, test } from 'vitest';
import { deltaBetween } from './state-delta.ts';
import { given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

/** As Postgres gives JSON back: keys in an order of its own. */
function reordered(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(reordered);
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, each]) => [key, reordered(each)]),
  );
}

const pkg = packageOf(
  process()
    .startEvent('s')
    .parallel('f')
    .userTask('a', { groups: ['sales'] })
    .boundaryEvent('late', 'a', { timer: { duration: 'P1D' } }, { interrupting: false })
    .userTask('b')
    .serviceTask('c')
    .chain('s', 'f', 'a')
    .chain('f', 'b')
    .chain('f', 'c'),
);

describe('the difference between two states', () => {
  test('does not count the order of keys, which is another one after Postgres', () => {
    const { state } = given(pkg).start({ n: 1, deep: { one: 1, two: [{ x: 1, y: 2 }] } });
    if (!state) throw new Error('not started');
    const nothing = { elements: {}, variables: {}, incidents: {}, state: {} };
    const reopened = { tasks: [], timers: [], subscriptions: [], jobs: [], incidents: [] };
    expect(deltaBetween(state, reordered(state) as typeof state)).toEqual({ ...nothing, reopened });
    expect(deltaBetween(reordered(state) as typeof state, state)).toEqual({ ...nothing, reopened });
  });

  test('is one element when a task of two was claimed, whichever state came back from Postgres', () => {
    const run = given(pkg).start({ n: 1 });
    const before = run.state;
    const id = run.one('a').id;
    run.must({ type: 'claim', task: id });
    if (!before || !run.state) throw new Error('not started');
    const delta = deltaBetween(run.state, reordered(before) as typeof before);
    expect(Object.keys(delta.elements)).toEqual([String(id)]);
    expect(delta.reopened.tasks).toEqual([id]);
    expect(delta.reopened.timers).toEqual([]);
  });
});
