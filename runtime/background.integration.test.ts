import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../engine/kernel/decide.ts';
import type { Decider } from './door-context.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { noteCalendarChange } from './replan.ts';
import { anna, done, type Fixture, openFixture, openTask } from './testing/door-fixture.ts';
import { begin, catching, end, line, messageOf, publish, signalOf, throwing, userTask } from './testing/publish.ts';

/** What the door has room for at a time, in the background. */
const lanes = 4;
const cases = 45;

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  const roots = '<bpmn:message id="called" name="called" /><bpmn:signal id="go" name="go" />';
  const due = userTask('work').replace(' />', ' perennial:due="PT4H" />');
  for (const [key, ...steps] of [
    ['guest', catching('heard', messageOf('called')), userTask('after')],
    ['hears', catching('heard', signalOf('go')), userTask('after')],
    ['due', due],
    ['plain', userTask('work')],
    ['throws', userTask('decide'), throwing('tell', signalOf('go'))],
  ] as const)
    await publish(fixture, { key, roots, body: line(begin, ...steps, end) });
});
afterAll(() => fixture.close());

async function start(door: RuntimeDoor, packageKey: string): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables: {}, records: [], actor: anna }));
  return instanceId;
}

/** Each decision about `type` asks Postgres for a while, as a slow case does; counts how many are under way. */
function slow(type: string, count: { now: number; most: number; done: number }): Decider {
  return async ({ state, command, ctx }) => {
    if (command.type === type) {
      count.now += 1;
      count.most = Math.max(count.most, count.now);
      await fixture.database.pool.query({ text: 'select pg_sleep(0.03)', values: [] });
      count.now -= 1;
      count.done += 1;
    }
    return { ended: true, decision: decide(state, command, ctx) };
  };
}

describe.each([
  [
    'a message to all',
    'guest',
    'deliverMessage',
    (door: RuntimeDoor) =>
      door.publishMessage({
        ...{ messageId: randomUUID(), name: 'called', correlationKey: '', payload: {}, ttlMs: 0, actor: anna },
        receivers: 'all',
      }),
  ],
  [
    'a signal',
    'hears',
    'deliverSignal',
    (door: RuntimeDoor) => door.throwSignal({ signalId: randomUUID(), name: 'go', payload: {}, actor: anna }),
  ],
  [
    'signals of several cases',
    'hears',
    'deliverSignal',
    async (door: RuntimeDoor) => {
      const throwers = await Promise.all(Array.from({ length: 6 }, () => start(door, 'throws')));
      for (const instanceId of throwers) {
        const command = { type: 'completeTask' as const, task: await openTask(fixture, instanceId), values: {} };
        done(await door.executeCommand({ instanceId, commandId: `c-${instanceId}`, command, actor: anna }));
      }
    },
  ],
  ['changed rules', 'due', 'replan', (door: RuntimeDoor) => replanAll(door)],
] as const)('%s', (_, packageKey, type, tell) => {
  test(`${cases} cases are told ${lanes} at a time, and a person who works meanwhile is answered before most of them`, async () => {
    const count = { now: 0, most: 0, done: 0 };
    const door = fixture.openDoor({ decide: slow(type, count) });
    const person = await start(door, 'plain');
    await Promise.all(Array.from({ length: cases }, () => start(door, packageKey)));
    await tell(door);
    const command = { type: 'completeTask' as const, task: await openTask(fixture, person), values: {} };
    done(await door.executeCommand({ instanceId: person, commandId: `c-${person}`, command, actor: anna }));
    expect(count.done).toBeLessThan(cases / 2);
    await door.idle();
    expect(count).toMatchObject({ now: 0, most: lanes });
    expect(count.done).toBeGreaterThanOrEqual(cases);
  });
});

/** Three at once: each writes its errands by itself. */
async function replanAll(door: RuntimeDoor): Promise<void> {
  for (let change = 0; change < 3; change += 1)
    await noteCalendarChange(fixture.database.pool, { by: 'team', value: 'sales' }, fixture.clock.at);
  await door.sweepCalendars();
}
