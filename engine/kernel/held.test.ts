import { expect, test } from 'vitest';
import type { Fact, InstanceState, LoopDefinition } from '../contract/index.ts';
import { applyFact } from './apply-fact.ts';
import { isHeld } from './held.ts';
import { type Case, given } from './testing/case.ts';
import { type ProcessBuilder, packageOf, process } from './testing/process-builder.ts';

const endless = '{f: function(g, n) g(g, n + 1), r: f(f, 1)}.r';
const loop: LoopDefinition = { kind: 'multi-instance', sequential: false, events: [], cardinality: '3', completion: 'x > 1' };

/** The case as cases were kept before incidents told what could not end from what could not tell whether it is done. */
function asOfOld(run: Case): Case {
  const facts = run.facts.map((fact): Fact => {
    if (fact.type !== 'incidentRaised' || fact.incident.trigger.kind !== 'ask') return fact;
    return { ...fact, incident: { ...fact.incident, trigger: { ...fact.incident.trigger, kind: 'complete' } } };
  });
  run.state = facts.reduce<InstanceState | null>((state, fact) => applyFact(state as InstanceState, fact), null);
  return run;
}

const around = (add: (builder: ProcessBuilder) => ProcessBuilder) =>
  given(packageOf(add(process().startEvent('s')).userTask('after').chain('s', 'held', 'after')));

const adHoc = (outputs?: { [target: string]: string }) =>
  around((builder) =>
    builder.adHoc(
      'held',
      { completionCondition: `if x = 1 then ${endless} else x > 1`, begins: '["a", "b"]', cancelRemaining: true },
      (inside) => inside.userTask('a').userTask('b'),
      outputs ? { outputs } : {},
    ),
  ).start({ x: 1 });

const repeated = () => around((builder) => builder.userTask('held', {}, { loop })).start({});

const finish = (run: Case) => run.must({ type: 'completeTask', task: run.live.find((each) => each.task)?.id as number, values: {} });

test.each<[string, () => Case, number, string[]]>([
  ['ad-hoc, not done', adHoc, 0, ['b']],
  ['ad-hoc, done', adHoc, 2, ['after']],
  ['repeated, not done', repeated, 0, ['held', 'held']],
  ['repeated, done', repeated, 2, ['after']],
])('an incident of an older case is retried as one of today: %s', (_, begin, x, tasks) => {
  for (const age of [asOfOld, (run: Case) => run]) {
    const run = begin();
    finish(run);
    age(run);
    const held = run.live.find((each) => each.id === run.incidents[0]?.elementInstance);
    expect(held && isHeld(run.state as InstanceState, held)).toBe(true);
    expect(held?.lifecycle).toBe(age === asOfOld ? 'completing' : 'active');
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { x } });
    expect([run.tasks, run.incidents]).toEqual([tasks, []]);
  }
});

test.each([asOfOld, (run: Case) => run])('one of an older case asks nothing while something ends in it, either', (age) => {
  for (const begin of [adHoc, repeated]) {
    const run = begin();
    finish(run);
    finish(age(run));
    expect(run.incidents).toHaveLength(1);
    run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { x: 2 } });
    expect([run.tasks, run.incidents]).toEqual([['after'], []]);
  }
});

test('one that is done but cannot end is not asked again whether it is', () => {
  const run = adHoc({ y: 'missing' });
  finish(run);
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { x: 2 } });
  expect(run.incidents).toMatchObject([{ element: 'held', trigger: { kind: 'complete' } }]);
  run.must({ type: 'retryIncident', incident: run.incidents[0]?.id as number, variables: { x: 0, missing: 'there' } });
  expect([run.tasks, run.variables.y]).toEqual([['after'], 'there']);
});
