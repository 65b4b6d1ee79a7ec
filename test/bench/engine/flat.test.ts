import { expect, test } from 'vitest';
import { kernelRun } from './kernel-steps.ts';
import { LongCase, sizeOf } from './long-case.ts';
import { largeModel, stepsModel } from './models.ts';

test('a case of thousands of steps is as large as one of ten, but for what it remembers of its last tasks and messages', async () => {
  const long = await LongCase.begin();
  const bare = () => sizeOf({ ...long.state, recentTasks: [], seenMessages: [] });
  long.grow(10);
  const young = { size: bare(), facts: long.decide(long.completeTask()).facts.map((fact) => fact.type) };
  for (const steps of [100, 1_000, 3_000]) {
    long.grow(steps);
    expect(long.steps).toBeGreaterThanOrEqual(steps);
    expect({ size: bare(), facts: long.decide(long.completeTask()).facts.map((fact) => fact.type) }).toEqual(young);
  }
  expect(long.state.recentTasks).toHaveLength(10);
  expect(long.state.seenMessages).toHaveLength(50);
  expect(Object.keys(long.state.elements)).toHaveLength(2);
});

test('a step costs two facts, a join three', async () => {
  const facts = (await kernelRun())();
  const count = (type: string) => facts.filter((fact) => fact.type === type).length;
  const { elements } = stepsModel();
  expect([count('elementActivated'), count('elementCompleted')]).toEqual([elements, elements]);
  expect([count('instanceStarted'), count('tokenArrived'), count('tokensJoined'), count('instanceCompleted')]).toEqual([1, 2, 1, 1]);
  expect(facts).toHaveLength(2 * elements + 5);
});

test('the large model has the elements it is said to have', () => {
  for (const elements of [10, 100, 1_000]) {
    const { xml, elements: told } = largeModel(elements);
    expect([told, [...xml.matchAll(/<bpmndi:BPMNShape /g)].length]).toEqual([elements, elements]);
  }
});
