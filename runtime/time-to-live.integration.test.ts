import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, done, type Fixture, maria, openFixture } from './testing/door-fixture.ts';
import { begin, end, line, publish, userTask } from './testing/publish.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
  const message =
    '<bpmn:message id="called" name="called"><bpmn:extensionElements><perennial:message correlationKey="= house" /></bpmn:extensionElements></bpmn:message>';
  const many =
    '<bpmn:multiInstanceLoopCharacteristics><bpmn:loopCardinality xsi:type="bpmn:tFormalExpression">= many</bpmn:loopCardinality></bpmn:multiInstanceLoopCharacteristics>';
  const receive = `<bpmn:receiveTask id="wait" messageRef="called">${many}</bpmn:receiveTask>`;
  await publish(fixture, { key: 'waits', roots: message, body: line(begin, receive, userTask('after'), end) });
});
afterAll(() => fixture.close());

const hour = 3_600_000;

async function start(door: RuntimeDoor, variables: { house: string; many: number }): Promise<string> {
  const instanceId = randomUUID();
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey: 'waits', variables, records: [], actor: anna }));
  return instanceId;
}
const operate = async (door: RuntimeDoor, instanceId: string, type: 'suspend' | 'resume') =>
  done(await door.executeCommand({ instanceId, commandId: `${type}-${instanceId}`, command: { type }, actor: maria }));

describe('the time to live of a message stands still while who waits for it is suspended', () => {
  // Cases of one key: how many subscriptions each has, from which hour to which it is suspended.
  test.each([
    ['one subscription', [[1, 0, 10]], 0, 10],
    ['four subscriptions of one case', [[4, 0, 10]], 0, 10],
    ['it came in the middle', [[3, 0, 8]], 2.5, 5.5],
    [
      'three cases at the same time',
      [
        [1, 0, 10],
        [1, 0, 10],
        [2, 0, 10],
      ],
      1,
      9,
    ],
    [
      'one after the other, overlapping',
      [
        [1, 0, 10],
        [2, 5, 12],
      ],
      6,
      6,
    ],
    [
      'one within the other',
      [
        [1, 0, 10],
        [1, 2, 4],
      ],
      3,
      7,
    ],
    [
      'twelve subscriptions, two of the cases within the third',
      [
        [4, 0, 10],
        [4, 1, 4],
        [4, 2, 7],
      ],
      3,
      7,
    ],
  ] as const)('%s: each hour counts once', async (_, cases, publishedAt, paused) => {
    const door = fixture.openDoor();
    const house = randomUUID();
    const beginning = fixture.clock.at;
    const ids = await Promise.all(cases.map(([many]) => start(door, { house, many })));
    // Instants of all that happens, in their order; of one instant, suspending first.
    const steps = [
      ...cases.flatMap(([, from, to], index) => [
        { at: from, order: 0, run: () => operate(door, ids[index] as string, 'suspend') },
        { at: to, order: 2, run: () => operate(door, ids[index] as string, 'resume') },
      ]),
      {
        at: publishedAt,
        order: 1,
        run: async () => {
          for (let nth = 0; nth < 16; nth += 1)
            await door.publishMessage({
              messageId: `${house}-${nth}`,
              name: 'called',
              correlationKey: house,
              payload: {},
              ttlMs: hour,
              actor: anna,
            });
        },
      },
    ].sort((a, b) => a.at - b.at || a.order - b.order);
    for (const { at, run } of steps) {
      fixture.clock.at = beginning + at * hour;
      await run();
      await door.idle();
      await door.sweepMessages();
      await door.idle();
    }
    const left = await fixture.database.db.selectFrom('message').selectAll().where('correlation_key', '=', house).orderBy('id').execute();
    const held = left.filter((row) => row.status === 'held');
    const taken = cases.reduce((sum, [many]) => sum + many, 0);
    // Each subscription has one promised to it, which its workflow carries.
    expect([held.length, left.filter((row) => row.status === 'reserved').length]).toEqual([16 - taken, taken]);
    for (const row of held) expect((row.expires_at.getTime() - row.published_at.getTime()) / hour).toBe(1 + paused);
  });
});
