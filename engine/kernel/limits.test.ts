import { expect, test } from 'vitest';
import { defaultLimits } from '../contract/index.ts';
import { chief, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const limits = { ...defaultLimits, open: 20 };

/** Each of its steps, done, makes two. */
const forking = packageOf(
  process()
    .startEvent('s')
    .exclusive('merge')
    .parallel('fork')
    .userTask('left')
    .userTask('right')
    .chain('s', 'merge', 'fork', 'left', 'merge')
    .chain('fork', 'right', 'merge'),
);

/** Completes every task that is open, again and again, as people would who do not see where it leads. */
function work(run: ReturnType<typeof given>, rounds: number): void {
  for (let round = 0; round < rounds; round += 1)
    for (const { id } of run.live.filter((instance) => instance.task)) run.must({ type: 'completeTask', task: id, values: {} });
}

test('a circle that forks is stopped at the limit, by one incident however many stand there', () => {
  const run = given(forking, { limits }).start();
  work(run, 10);
  expect(run.incidents).toMatchObject([{ code: 'openLimit', message: expect.stringContaining('More than 20 elements') }]);
  expect(run.tasks).toEqual([]);
  // What was open when it was reached made two each, and those stand still.
  expect(run.live.length).toBeGreaterThan(20);
  expect(run.live.length).toBeLessThanOrEqual(2 * 20);
});

test('its retry lets all of it go on', () => {
  const run = given(forking, { limits }).start();
  work(run, 10);
  const stopped = run.live.length;
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
  expect(run.live.length).toBeGreaterThanOrEqual(stopped);
  work(run, 1);
  expect(run.incidents).toMatchObject([{ code: 'openLimit' }]);
});

test('rounds of a repeated step that are too many wait, and go on by the retry: each is done once', () => {
  const many = packageOf(
    process()
      .startEvent('s')
      .userTask('t', {}, { loop: { kind: 'multi-instance', sequential: false, collection: 'items', events: [] } })
      .chain('s', 't'),
  );
  const run = given(many, { limits }).start({ items: Array.from({ length: 30 }, (_, item) => item) });
  expect(run.incidents).toMatchObject([{ code: 'openLimit' }]);
  work(run, 1);
  expect(run.status).toBe('open');
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
  work(run, 1);
  expect(run.status).toBe('completed');
  expect(run.of('taskCreated')).toHaveLength(30);
});

test('when what carries the incident is taken away, another that stands there carries it', () => {
  const run = given(forking, { limits }).start();
  work(run, 10);
  const carrier = run.incidents[0]?.elementInstance as number;
  run.as(chief).must({ type: 'modify', cancel: [carrier], start: [], reason: 'enough of these' });
  expect(run.incidents).toMatchObject([{ code: 'openLimit' }]);
  expect(run.incidents[0]?.elementInstance).not.toBe(carrier);
});

test('a timer that comes again and again is held at the limit, and its retry fires it', () => {
  const nagging = packageOf(
    process()
      .startEvent('s')
      .userTask('work')
      .boundaryEvent('t', 'work', { timer: { cycle: 'R/PT1S' } }, { interrupting: false })
      .userTask('look')
      .endEvent('e')
      .chain('s', 'work', 'e')
      .chain('t', 'look'),
  );
  const run = given(nagging, { limits }).start();
  const seconds = (count: number) => {
    for (let second = 0; second < count; second += 1) {
      run.now += 1_000;
      run.send({ type: 'advance' });
    }
  };
  seconds(100);
  expect(run.live.length).toBeLessThanOrEqual(limits.open + 1);
  expect(run.incidents).toMatchObject([{ code: 'openLimit', element: 'work', trigger: { kind: 'timer' } }]);
  for (const { id } of run.all('look')) run.must({ type: 'completeTask', task: id, values: {} });
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
  expect(run.incidents).toEqual([]);
  expect(run.all('look')).toHaveLength(1);
  // What was missed while it was held comes now, up to the limit again.
  seconds(1);
  expect(run.live.length).toBeLessThanOrEqual(limits.open + 1);
  run.complete('work');
  for (const { id } of run.all('look')) run.must({ type: 'completeTask', task: id, values: {} });
  expect(run.status).toBe('completed');
});

test('one that comes once is fired at the limit as ever, and what it begins stands there', () => {
  const reminding = packageOf(
    process()
      .startEvent('s')
      .userTask('work', {}, { loop: { kind: 'multi-instance', sequential: false, cardinality: '17', events: [] } })
      .subProcess('watch', (inner) =>
        inner
          .startEvent('is')
          .userTask('wait')
          .boundaryEvent('once', 'wait', { timer: { duration: 'PT1H' } }, { interrupting: false })
          .boundaryEvent('last', 'wait', { timer: { cycle: 'R1/PT1H' } }, { interrupting: false })
          .userTask('look')
          .chain('is', 'wait')
          .chain('once', 'look')
          .chain('last', 'look'),
      )
      .chain('s', 'work')
      .chain('s', 'watch'),
  );
  const run = given(reminding, { limits }).start();
  run.now += 3_600_000;
  run.must({ type: 'advance' });
  expect(run.of('timerFired')).toHaveLength(2);
  expect(run.incidents).toMatchObject([{ code: 'openLimit', trigger: { kind: 'activate' } }]);
});
