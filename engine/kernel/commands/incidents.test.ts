import { describe, expect, test } from 'vitest';
import { chief, given } from '../testing/case.ts';
import { packageOf, process } from '../testing/process-builder.ts';

const pkg = packageOf(
  process()
    .startEvent('s')
    .userTask('work')
    .boundaryEvent('t', 'work', { timer: { duration: 'PT1H' } })
    .userTask('next')
    .userTask('late')
    .chain('s', 'work', 'next')
    .chain('t', 'late'),
);

describe('raiseIncident and retryIncident', () => {
  test('a timer whose firing was stopped is parked: it does not fire, others do, the retry fires it', () => {
    const run = given(pkg).start();
    const timer = run.one('work').timers?.[0]?.id as number;
    const raise = {
      type: 'raiseIncident',
      code: 'stopped',
      message: 'took too long',
      elementInstance: run.one('work').id,
      trigger: { kind: 'timer', timer },
    } as const;
    run.must(raise);
    expect(run.must(raise).facts).toEqual([]);
    expect(run.at('2027-02-01T12:00:00Z').refused({ type: 'advance' })).toMatchObject({ code: 'notYet', params: { nextDue: null } });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect([run.tasks, run.incidents]).toEqual([['late'], []]);
  });

  test('retried before its time, a parked timer is armed again', () => {
    const run = given(pkg).start();
    const timer = run.one('work').timers?.[0]?.id as number;
    run.must({ type: 'raiseIncident', code: 'x', message: 'x', trigger: { kind: 'timer', timer } });
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.tasks).toEqual(['work']);
    run.advance('2027-02-01T11:00:00Z');
    expect(run.tasks).toEqual(['late']);
  });

  test('what holds no trigger is told and resolved, and moves nothing', () => {
    const run = given(pkg).start();
    run.must({ type: 'raiseIncident', code: 'stopped', message: 'completeTask took too long', elementInstance: run.one('work').id });
    run.complete('work');
    expect(run.incidents).toEqual([]);
    expect(run.of('incidentResolved')).toMatchObject([{ how: 'obsolete' }]);
    expect(run.refused({ type: 'retryIncident', incident: 3 }).code).toBe('incidentNotOpen');
  });

  test('a job that was given up', () => {
    const jobs = packageOf(process().startEvent('s').serviceTask('j').userTask('n').chain('s', 'j', 'n'));
    const run = given(jobs).start();
    const job = run.one('j').job?.key as string;
    run.must({
      type: 'raiseIncident',
      code: 'timedOut',
      message: 'nobody took it',
      elementInstance: run.one('j').id,
      trigger: { kind: 'job', job },
    });
    const { effects } = run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(effects).toMatchObject([{ type: 'runJob', job }]);
    run.must({
      type: 'raiseIncident',
      code: 'timedOut',
      message: 'again',
      elementInstance: run.one('j').id,
      trigger: { kind: 'job', job },
    });
    run.done('j');
    expect([run.tasks, run.incidents]).toEqual([['n'], []]);
  });

  test('an element that is gone by then', () => {
    const run = given(pkg).start();
    run.must({ type: 'raiseIncident', code: 'x', message: 'x', elementInstance: 4_711, trigger: { kind: 'activate' } });
    expect(run.incidents).toMatchObject([{ code: 'x', trigger: { kind: 'none' } }]);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number });
    expect(run.incidents).toEqual([]);
  });
});

describe('cancel', () => {
  test('ends everything, saying so for each', () => {
    const run = given(pkg).start();
    expect(run.refused({ type: 'cancel', reason: 'x' }).code).toBe('forbidden');
    expect(run.as(chief).refused({ type: 'cancel', reason: '' }).code).toBe('invalidCommand');
    run.must({ type: 'cancel', reason: 'merged', outcome: 'merged' });
    expect([run.status, run.live]).toEqual(['cancelled', []]);
    expect(run.facts.slice(-4).map((fact) => fact.type)).toEqual([
      'taskCancelled',
      'timerCancelled',
      'elementTerminated',
      'instanceCancelled',
    ]);
    expect(run.refused({ type: 'cancel', reason: 'again' }).code).toBe('instanceEnded');
  });
});
