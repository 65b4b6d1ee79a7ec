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
  work(run, 20);
  expect(run.incidents).toMatchObject([{ code: 'openLimit', message: expect.stringContaining('More than 20 elements') }]);
  expect(run.tasks).toEqual([]);
  // What stood when there was no room for any made two each, and those stand still.
  expect(run.live.length).toBeGreaterThan(2 * limits.open);
  expect(run.live.length).toBeLessThanOrEqual(4 * limits.open);
});

test('its retry lets as many go on as there is room for: many retries never let it grow by more than one limit each', () => {
  const run = given(forking, { limits }).start();
  for (let retry = 1; retry <= 5; retry += 1) {
    work(run, 20);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toMatchObject([{ code: 'openLimit' }]);
    expect(run.live.filter(({ lifecycle }) => lifecycle === 'active').length).toBeLessThanOrEqual(limits.open + 1);
    expect(run.live.length).toBeLessThanOrEqual((4 + retry) * limits.open);
  }
});

test('rounds of a repeated step that are too many wait; each retry lets as many go on as were done, and each is done once', () => {
  const round = { kind: 'multi-instance' as const, sequential: false, collection: 'items', events: [] };
  const many = packageOf(process().startEvent('s').userTask('t', {}, { loop: round }).chain('s', 't'));
  const run = given(many, { limits }).start({ items: Array.from({ length: 50 }, (_, item) => item) });
  for (const open of [19, 19, 12]) {
    expect(run.tasks).toHaveLength(open);
    work(run, 1);
    const [stopped] = run.incidents;
    if (stopped) run.must({ type: 'retryIncident', incident: stopped.id });
  }
  expect(run.status).toBe('completed');
  expect(run.of('taskCreated')).toHaveLength(50);
});

test('what is parked takes no room from the others', () => {
  const builder = process().startEvent('s').parallel('fork').chain('s', 'fork');
  for (let way = 0; way < 30; way += 1) builder.userTask(`first${way}`).userTask(`then${way}`).chain('fork', `first${way}`, `then${way}`);
  const run = given(packageOf(builder), { limits }).start();
  const open = run.tasks;
  expect(open).toHaveLength(20);
  for (const task of open) run.complete(task);
  expect(run.tasks).toEqual(open.map((task) => task.replace('first', 'then')));
});

test('when what carries the incident is taken away, another that stands there carries it', () => {
  const run = given(forking, { limits }).start();
  work(run, 20);
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
