import { describe, expect, test } from 'vitest';
import type { LoopDefinition, Variables } from '../../contract/index.ts';
import { type Case, chief, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

type Multi = Extract<LoopDefinition, { kind: 'multi-instance' }>;
const rounds = (more: Partial<Multi>): LoopDefinition => ({
  kind: 'multi-instance',
  sequential: false,
  events: [],
  cardinality: '3',
  ...more,
});
const until: LoopDefinition = { kind: 'standard', testBefore: false, condition: 'not(done)' };

/** A repeated task with a deadline at its boundary; "after" follows it. */
const repeated = (loop: LoopDefinition) =>
  given(
    packageOf(
      process()
        .startEvent('s')
        .userTask('t', {}, { loop })
        .boundaryEvent('b', 't', { timer: { duration: 'PT1H' } })
        .userTask('late')
        .userTask('after')
        .chain('s', 't', 'after')
        .chain('b', 'late'),
    ),
  ).start({});

const open = (run: Case) => run.live.filter((each) => each.task).map(({ id }) => id);
const complete = (run: Case, values: Variables = {}) => run.must({ type: 'completeTask', task: open(run)[0] as number, values });
const retry = (run: Case, variables: Variables = {}) =>
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables });
const held = (loop: LoopDefinition) => {
  const run = repeated(loop);
  complete(run);
  expect(run.incidents).toMatchObject([{ element: 't', trigger: { kind: 'ask' } }]);
  return run;
};

describe('a repeated activity that cannot tell whether it is done', () => {
  test.each([
    [1, true, ['after']],
    [1, false, ['t']],
    [2, true, ['after']],
    [2, false, ['after']],
  ])('its other rounds go on, %i of them; it is asked again by the retry, done = %s', (others, done, tasks) => {
    const run = held(rounds({ completion: 'done = true' }));
    for (let round = 0; round < others; round += 1) complete(run, { done });
    expect(run.tasks).toEqual(['t', 't'].slice(others));
    expect(run.incidents).toHaveLength(1);
    retry(run);
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
  });

  test.each([
    [true, ['after']],
    [false, ['after']],
  ])('a round is taken away by hand: done = %s', (done, tasks) => {
    const run = held(rounds({ completion: 'done = true', cardinality: '2' }));
    run.as(chief).must({ type: 'setVariables', reason: 'x', variables: { done } });
    run.must({ type: 'modify', reason: 'x', cancel: open(run), start: [] });
    expect([run.tasks, run.incidents.length]).toEqual([[], 1]);
    retry(run);
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
  });

  test('retried without a change it is held again', () => {
    const run = held(rounds({ completion: 'done = true' }));
    retry(run);
    expect([run.tasks, run.incidents.length]).toEqual([['t', 't'], 1]);
  });

  const event = { at: 'each' as const, condition: 'done', trigger: { kind: 'signal', config: { name: 'x', payload: [] } } };
  test.each<[string, LoopDefinition]>([
    ['one after another', rounds({ sequential: true, completion: 'done = true' })],
    ['side by side', rounds({ completion: 'done = true' })],
    ['while a condition holds', until],
    ['with an event of the rounds', rounds({ events: [event], sequential: true })],
  ])('keeps what stands at its boundary, %s', (_, loop) => {
    const run = held(loop);
    const timers = () => run.live.flatMap((each) => each.timers ?? []);
    expect(timers()).toHaveLength(1);
    retry(run, { done: false });
    expect(timers()).toHaveLength(1);
    run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['late']);
  });

  test('is ended by its boundary while it is held', () => {
    const run = held(rounds({ sequential: true, completion: 'done = true' }));
    run.advance('2027-02-01T11:00:00Z');
    expect([run.tasks, run.incidents]).toEqual([['late'], []]);
  });
});

test('one that is over but whose results do not fit does not begin again when it is retried', () => {
  const run = repeated(rounds({ sequential: true, completion: 'done = true', outputItem: 'value', outputCollection: 'all' }));
  const value = 'x'.repeat(400_000);
  complete(run, { done: false, value });
  complete(run, { done: true, value });
  expect(run.incidents).toMatchObject([{ code: 'resultTooLarge', trigger: { kind: 'complete' } }]);
  retry(run, { done: false });
  expect([run.tasks, run.incidents]).toMatchObject([[], [{ code: 'resultTooLarge' }]]);
});
