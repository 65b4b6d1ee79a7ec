import { expect, test } from 'vitest';
import { given } from './testing/case.ts';
import { packageOf, process } from './testing/process-builder.ts';

test('a task waits, is completed, and the case ends', () => {
  const pkg = packageOf(process().startEvent('s').userTask('check').endEvent('e').chain('s', 'check', 'e'));
  const run = given(pkg).start({ amount: 3 });
  expect(run.tasks).toEqual(['check']);
  run.complete('check', { note2: 'fine' });
  expect(run.status).toBe('completed');
  expect(run.facts.map((fact) => fact.type)).toMatchInlineSnapshot(`
    [
      "instanceStarted",
      "elementActivated",
      "elementCompleted",
      "elementActivated",
      "taskCreated",
      "taskCompleted",
      "variablesSet",
      "elementCompleted",
      "elementActivated",
      "elementCompleted",
      "instanceCompleted",
    ]
  `);
});

test('forks and joins', () => {
  const pkg = packageOf(
    process()
      .startEvent('s')
      .parallel('fork')
      .userTask('a')
      .userTask('b')
      .parallel('join')
      .scriptTask('sum', 'x + y', 'z')
      .endEvent('e')
      .chain('s', 'fork', 'a', 'join', 'sum', 'e')
      .chain('fork', 'b', 'join'),
  );
  const run = given(pkg).start({});
  expect(run.tasks).toEqual(['a', 'b']);
  run.complete('a', { x: 1 });
  expect(run.tasks).toEqual(['b']);
  run.complete('b', { y: 2 });
  expect(run.variables).toMatchObject({ z: 3, lastActor: 'anna' });
  expect(run.status).toBe('completed');
});
