import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { anna, boris, done, type Fixture, openFixture, rejected, startLead } from './testing/door-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const complete = (task: number, outcome: string) => ({ type: 'completeTask' as const, task, outcome, values: {} });

describe('a commandId', () => {
  test('returns its first reply for ever, at whichever door', async () => {
    const [one, two] = [fixture.openDoor(), fixture.openDoor()];
    const { instanceId, task } = await startLead(fixture, one);
    const request = { instanceId, commandId: `complete-${instanceId}`, command: complete(task, 'hot'), actor: anna };
    const first = done(await one.executeCommand(request));
    for (const door of [one, two, fixture.openDoor()]) {
      expect(await door.executeCommand(request)).toEqual({ ...first, repeated: true });
    }
    const facts = await fixture.facts(instanceId);
    expect(facts.filter((fact) => fact.type === 'taskCompleted')).toHaveLength(1);
  });

  test('is refused for other content, another actor, another instance', async () => {
    const door = fixture.openDoor();
    const a = await startLead(fixture, door);
    const b = await startLead(fixture, door);
    const request = { instanceId: a.instanceId, commandId: `bound-${a.instanceId}`, command: complete(a.task, 'hot'), actor: anna };
    done(await door.executeCommand(request));
    const reused = { status: 'commandIdReused' };
    expect(await door.executeCommand({ ...request, command: complete(a.task, 'junk') })).toEqual(reused);
    expect(await door.executeCommand({ ...request, actor: boris })).toEqual(reused);
    expect(await door.executeCommand({ ...request, instanceId: b.instanceId, command: complete(b.task, 'hot') })).toEqual(reused);
    expect((await fixture.tasks(b.instanceId)).map((each) => each.status)).toEqual(['open']);
  });

  test('is free again after a refusal', async () => {
    const door = fixture.openDoor();
    const { instanceId, task } = await startLead(fixture, door);
    const commandId = `again-${instanceId}`;
    const refusal = rejected(await door.executeCommand({ instanceId, commandId, command: complete(task, 'lukewarm'), actor: anna }));
    expect(refusal.code).toBe('outcomeUnknown');
    done(await door.executeCommand({ instanceId, commandId, command: complete(task, 'hot'), actor: anna }));
  });

  test('starts a case once', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const start = {
      instanceId: 'once',
      commandId: 'start-once',
      packageKey: 'test-payment',
      variables: { order: 'D-0' },
      records: [],
      actor: anna,
    };
    const results = await Promise.all(Array.from({ length: 10 }, (_, index) => doors[index % 2]!.startInstance(start)));
    expect(results.map((result) => result.status)).toEqual(Array(10).fill('done'));
    expect(results.filter((result) => result.status === 'done' && !result.repeated)).toHaveLength(1);
    expect(await fixture.tasks('once')).toHaveLength(1);
    expect(rejected(await doors[0]!.startInstance({ ...start, commandId: 'start-other' })).code).toBe('alreadyStarted');
  });
});

test('an unknown case is refused', async () => {
  const door = fixture.openDoor();
  const result = await door.executeCommand({ instanceId: 'nobody', commandId: 'x', command: { type: 'advance' }, actor: anna });
  expect(rejected(result).code).toBe('notFound');
});
