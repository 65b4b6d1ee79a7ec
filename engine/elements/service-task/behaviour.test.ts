import { describe, expect, test } from 'vitest';
import { chief, given } from '../../kernel/testing/case.ts';
import { packageOf, process } from '../../kernel/testing/process-builder.ts';

const job = {
  jobType: 'verify',
  input: [
    { source: 'phone', target: 'number' },
    { source: 'number + "!"', target: 'loud' },
  ],
  output: [
    { source: 'valid', target: 'ok' },
    { source: 'output.score + 1', target: 'score' },
  ],
};
const pkg = packageOf(
  process()
    .startEvent('s')
    .serviceTask('check', job)
    .boundaryEvent('unknown', 'check', { error: 'NO_SUCH_NUMBER' })
    .userTask('next')
    .userTask('ask')
    .chain('s', 'check', 'next')
    .chain('unknown', 'ask'),
);
const started = () => given(pkg).start({ phone: '601' });

describe('a job that waits after a human step', () => {
  const letter = { jobType: 'mail', input: [], output: [], holdMs: 10_000 };
  const held = packageOf(
    process().startEvent('s').userTask('call').serviceTask('letter', letter).userTask('next').chain('s', 'call', 'letter', 'next'),
  );
  const direct = packageOf(
    process()
      .startEvent('s')
      .serviceTask('check', job)
      .serviceTask('letter', letter)
      .userTask('next')
      .chain('s', 'check', 'letter', 'next'),
  );

  test('is not begun before its time, so that the step can be taken back', () => {
    const run = given(held).start();
    const { effects } = run.complete('call');
    expect(effects).toMatchObject([{ type: 'runJob', jobType: 'mail', notBefore: run.now + 10_000 }]);
  });

  test('begins at once when no human caused it', () => {
    const run = given(direct).start({ phone: '601' });
    const { effects } = run.done('check', { valid: true, score: 1 });
    expect(effects).toMatchObject([{ type: 'runJob', jobType: 'mail' }]);
    expect(effects[0]).not.toHaveProperty('notBefore');
  });
});

describe('service task', () => {
  test('runs a job with its input, takes its output by mapping', () => {
    const run = started();
    const key = run.one('check').job?.key as string;
    expect(key).toMatch(/^i1:\d+$/);
    expect(run.effects).toMatchObject([
      { type: 'runJob', job: key, jobType: 'verify', element: 'check', input: { number: '601', loud: '601!' } },
    ]);
    run.done('check', { valid: true, score: 4, secret: 'x' });
    expect(run.variables).toEqual({ phone: '601', ok: true, score: 5 });
    expect(run.tasks).toEqual(['next']);
  });

  test('a failed attempt waits for the next; after the last it is an incident, whose retry runs the same job again', () => {
    const run = started();
    const key = run.one('check').job?.key as string;
    const error = { code: 'timeout', message: 'no answer' };
    run.must({ type: 'failJob', job: key, error, retriesLeft: 1 });
    expect(run.incidents).toEqual([]);
    run.must({ type: 'failJob', job: key, error, retriesLeft: 0 });
    expect(run.incidents).toMatchObject([{ code: 'timeout', element: 'check', trigger: { kind: 'job', job: key } }]);
    const { effects } = run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { phone: '602' } });
    const input = { number: '602', loud: '602!' };
    expect(effects).toMatchObject([{ type: 'runJob', job: key, input }]);
    expect(run.of('jobRetried')).toMatchObject([{ version: 2, job: key, input }]);
    run.must({ type: 'failJob', job: key, error, retriesLeft: 0 });
    run.as(chief).must({ type: 'setVariables', reason: 'moved', variables: { phone: '603' } });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.of('jobRetried').at(-1)).toMatchObject({ job: key, input: { number: '603', loud: '603!' } });
    run.done('check', { valid: true, score: 1 });
    expect([run.tasks, run.incidents]).toEqual([['next'], []]);
  });

  test('a BPMN error is caught by its boundary at once; one nobody catches is an incident', () => {
    const caught = started();
    caught.must({
      type: 'failJob',
      job: caught.one('check').job?.key as string,
      error: { code: 'NO_SUCH_NUMBER', message: 'gone', bpmnError: true, variables: { tried: 2 } },
      retriesLeft: 4,
    });
    expect(caught.tasks).toEqual(['ask']);
    expect(caught.variables.tried).toBe(2);
    expect(caught.effects.filter((effect) => effect.type === 'cancelJob')).toEqual([]);
    const uncaught = started();
    uncaught.must({
      type: 'failJob',
      job: uncaught.one('check').job?.key as string,
      error: { code: 'OTHER', message: 'x', bpmnError: true },
      retriesLeft: 4,
    });
    expect(uncaught.incidents).toMatchObject([{ code: 'errorNotCaught', element: 'check' }]);
  });

  test('a late result is a fact, never an error: also after the case has ended', () => {
    const timed = packageOf(
      process()
        .startEvent('s')
        .serviceTask('slow')
        .boundaryEvent('t', 'slow', { timer: { duration: 'PT1H' } })
        .endEvent('e')
        .userTask('n')
        .chain('s', 'slow', 'n')
        .chain('t', 'e'),
    );
    const run = given(timed).start();
    const key = run.one('slow').job?.key as string;
    const { effects } = run.advance('2027-02-01T11:00:00Z');
    expect(effects).toEqual([{ type: 'cancelJob', job: key }]);
    expect(run.status).toBe('completed');
    const late = run.must({ type: 'completeJob', job: key, output: { x: 1 } });
    expect(late.facts).toMatchObject([{ type: 'jobResultIgnored', job: key }]);
    expect(run.must({ type: 'failJob', job: key, error: { code: 'x', message: 'x' }, retriesLeft: 0 }).reply.ignored).toBe(true);
    expect(run.status).toBe('completed');
  });

  test('an output that does not fit the mapping keeps it for the retry: the job is not run twice', () => {
    const run = started();
    run.done('check', { score: 3 });
    expect(run.incidents).toMatchObject([{ code: 'missingVariable', element: 'check', trigger: { kind: 'complete' } }]);
    const { effects } = run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(effects).toEqual([]);
    expect(run.incidents).toHaveLength(1);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { valid: false } });
    expect(run.variables).toMatchObject({ ok: false, score: 4 });
    expect([run.tasks, run.of('jobCreated').length]).toEqual([['next'], 1]);
  });

  test.each([5_000_000, 600_000])('a result of %d characters is an incident; the case takes tasks and messages still (P46)', (size) => {
    const beside = packageOf(
      process()
        .startEvent('s')
        .parallel('f')
        .serviceTask('fetch')
        .userTask('other')
        .catchEvent('m', { message: 'm' })
        .endEvent('e')
        .chain('s', 'f', 'fetch')
        .chain('f', 'other')
        .chain('f', 'm', 'e'),
    );
    const run = given(beside).start();
    run.done('fetch', { body: 'x'.repeat(size) });
    expect(run.incidents).toMatchObject([{ code: 'resultTooLarge', element: 'fetch', trigger: { kind: 'job' } }]);
    expect(run.incidents[0]?.message).toContain('result too large');
    run.complete('other', { note: 'fine' });
    run.message('m', { small: 1 });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    run.done('fetch', { body: 'small' });
    expect(run.status).toBe('completed');
  });

  test('a model without a job passes', () => {
    expect(
      given(packageOf(process().startEvent('s').serviceTask('later', null).userTask('n').chain('s', 'later', 'n'))).start().tasks,
    ).toEqual(['n']);
  });
});
