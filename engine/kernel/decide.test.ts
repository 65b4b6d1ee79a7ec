import { expect, test } from 'vitest';
import type { InstanceState } from '../contract/index.ts';
import { applyFact } from './apply-fact.ts';
import { anna, given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

const pkg = packageOf(
  process()
    .startEvent('s')
    .userTask('a', { groups: ['sales'], deadline: { due: 'PT1H', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] } })
    .boundaryEvent('t', 'a', { timer: { cycle: 'R5/PT30M' } }, { interrupting: false })
    .task('note')
    .serviceTask('b')
    .endEvent('e')
    .chain('s', 'a', 'b', 'e')
    .chain('t', 'note'),
);

function freeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) for (const each of Object.values(value)) freeze(each);
  return Object.freeze(value);
}

test('the facts of a small case, in order', () => {
  const run = given(packageOf(process().startEvent('s').userTask('check').endEvent('e').chain('s', 'check', 'e'))).start({ amount: 3 });
  run.complete('check', { fine: true });
  expect(run.facts.map((fact) => `${fact.number} ${fact.type} <- ${fact.cause}`)).toMatchInlineSnapshot(`
    [
      "1 instanceStarted <- 0",
      "2 elementActivated <- 1",
      "3 elementCompleted <- 2",
      "4 elementActivated <- 3",
      "5 taskCreated <- 4",
      "6 taskCompleted <- 0",
      "7 variablesSet <- 6",
      "8 elementCompleted <- 6",
      "9 elementActivated <- 8",
      "10 elementCompleted <- 9",
      "11 instanceCompleted <- 10",
    ]
  `);
  expect(run.facts.every((fact) => fact.actor === 'anna' && fact.team === 'pre-sales' && fact.at === run.now)).toBe(true);
});

test('neither the state nor the facts of before are ever changed', () => {
  const run = given(pkg).start({ n: 1 });
  const step = (act: () => void) => {
    freeze(run.state);
    freeze(run.facts.slice());
    for (const fact of run.facts) freeze(fact);
    act();
  };
  step(() => run.must({ type: 'claim', task: run.one('a').id }));
  step(() => run.must({ type: 'saveDraft', task: run.one('a').id, draft: { x: 1 } }));
  step(() => run.advance('2027-02-01T11:10:00Z'));
  step(() => run.as(anna).complete('a', { x: 2 }));
  step(() => run.done('b'));
  expect(run.status).toBe('completed');
});

test('the same state, command and context give the same decision', () => {
  const run = given(pkg).start({ n: 1 });
  const state = run.state as InstanceState;
  const command = { type: 'claim', task: run.one('a').id } as const;
  const first = run.must(command);
  run.state = state;
  expect(run.must(command)).toEqual(first);
});

test('a log with a gap, or of facts this code does not know, is not folded', () => {
  const run = given(pkg).start();
  const [first, second, third] = run.facts;
  const state = applyFact(null, first!);
  expect(() => applyFact(state, third!)).toThrow(/does not follow/);
  expect(() => applyFact(null, second!)).toThrow(/instanceStarted/);
  expect(() => applyFact(state, { ...second!, version: 9 } as never)).toThrow(/no applier/);
});

test('unknown commands are refused', () => {
  const run = given(pkg).start();
  expect(run.refused({ type: 'constructor' } as never).code).toBe('invalidCommand');
});
