import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, done, type Fixture, maria, openFixture, openTask, until } from './testing/door-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const minute = 60_000;

async function start(door: RuntimeDoor, packageKey: string, order: string, variables = {}) {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const request = {
    instanceId,
    commandId: `start-${instanceId}`,
    packageKey,
    variables: { order, ...variables },
    records: [],
    actor: anna,
  };
  done(await door.startInstance(request));
  return instanceId;
}

async function completeOpen(door: RuntimeDoor, instanceId: string) {
  const task = await openTask(fixture, instanceId);
  const command = { type: 'completeTask' as const, task, values: {} };
  return done(await door.executeCommand({ instanceId, commandId: `done-${instanceId}-${task}`, command, actor: anna }));
}

const payment = (order: string, ttlMs: number, messageId: string = randomUUID()) => ({
  messageId,
  name: 'payment.received',
  correlationKey: order,
  payload: { amount: 250 },
  ttlMs,
  actor: anna,
});

const open = async (instanceId: string) =>
  (await fixture.tasks(instanceId)).filter((task) => task.status === 'open').map((task) => task.element);
const message = (id: string) => fixture.database.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const received = async (instanceId: string) => (await fixture.facts(instanceId)).filter((fact) => fact.type === 'messageReceived');

describe('P15: a message arrives before the process waits for it', () => {
  test.each([1, 9])('within its time to live it is taken at once, one time (after %i of 10 minutes)', async (minutes) => {
    const door = fixture.openDoor();
    const order = `D-${randomUUID()}`;
    const instanceId = await start(door, 'test-payment', order);
    const sent = payment(order, 10 * minute);
    expect(await door.publishMessage(sent)).toEqual({ outcome: 'held', until: fixture.clock.at + 10 * minute });
    fixture.clock.at += minutes * minute;
    await completeOpen(fixture.openDoor(), instanceId);
    await until(async () => (await message(sent.messageId)).status === 'delivered');
    expect(await open(instanceId)).toEqual(['ship']);
    expect(await received(instanceId)).toHaveLength(1);
    expect(await door.publishMessage(sent)).toEqual({ outcome: 'repeated' });
    expect(await received(instanceId)).toHaveLength(1);
  });

  test('after it, the case waits and the message is listed as expired', async () => {
    const door = fixture.openDoor();
    const order = `D-${randomUUID()}`;
    const instanceId = await start(door, 'test-payment', order);
    const sent = payment(order, 10 * minute);
    await door.publishMessage(sent);
    fixture.clock.at += 11 * minute;
    await completeOpen(door, instanceId);
    await door.idle();
    expect(await open(instanceId)).toEqual([]);
    expect(await received(instanceId)).toEqual([]);
    expect((await door.sweepMessages()).expired).toBeGreaterThanOrEqual(1);
    expect((await message(sent.messageId)).status).toBe('expired');
  });

  test('one that waits is delivered to at once, by key, one message each', async () => {
    const door = fixture.openDoor();
    const [mine, other] = [`D-${randomUUID()}`, `D-${randomUUID()}`];
    const [waiting, stranger] = [await start(door, 'test-payment', mine), await start(door, 'test-payment', other)];
    await completeOpen(door, waiting);
    await completeOpen(door, stranger);
    expect(await door.publishMessage(payment(mine, 0))).toEqual({ outcome: 'delivering', instanceId: waiting });
    await door.idle();
    expect(await open(waiting)).toEqual(['ship']);
    expect(await open(stranger)).toEqual([]);
    expect(await door.publishMessage(payment(mine, 0))).toEqual({ outcome: 'expired' });
  });

  test('whichever comes first, 40 times at once: correlated exactly once', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const orders = Array.from({ length: 40 }, (_, index) => `R-${index}-${randomUUID()}`);
    const cases = await Promise.all(orders.map((order, index) => start(doors[index % 2]!, 'test-payment', order)));
    const messages = orders.map((order) => payment(order, minute));
    await Promise.all(
      orders.flatMap((_, index) => [
        completeOpen(doors[index % 2]!, cases[index]!),
        doors[(index + 1) % 2]!.publishMessage(messages[index]!),
      ]),
    );
    await Promise.all(doors.map((door) => door.idle()));
    for (const instanceId of cases) {
      expect(await open(instanceId)).toEqual(['ship']);
      expect(await received(instanceId)).toHaveLength(1);
    }
  });
});

test('a thrown message reaches the case that waits for it', async () => {
  const door = fixture.openDoor();
  const order = `D-${randomUUID()}`;
  const waiting = await start(door, 'test-payment', order);
  const bank = await start(door, 'test-bank', order, { amount: 99 });
  await completeOpen(door, waiting);
  await completeOpen(door, bank);
  await door.idle();
  expect(await open(waiting)).toEqual(['ship']);
  const effects = await fixture.database.db
    .selectFrom('effect')
    .select(['kind', 'done_at'])
    .where('instance_id', 'in', [waiting, bank])
    .execute();
  expect(effects.map((effect) => effect.kind).sort()).toEqual(['deliverMessage', 'publishMessage']);
  expect(effects.every((effect) => effect.done_at !== null)).toBe(true);
});

test('one with a key too wide to keep is refused, and the thrower of an older version is told by an incident', async () => {
  const door = fixture.openDoor();
  const wide = 'の'.repeat(1_000);
  await expect(door.publishMessage(payment(wide, minute))).rejects.toThrow('bytes, at most 2400 can be stored');
  const instanceId = await start(door, 'test-payment', `D-${randomUUID()}`);
  const body = { type: 'publishMessage', ...payment('k'.repeat(20_000), minute), name: 'lost' };
  const effect = {
    instance_id: instanceId,
    number: 99,
    kind: 'publishMessage' as const,
    body: JSON.stringify(body),
    created_at: new Date(),
  };
  await fixture.database.db.insertInto('effect').values(effect).execute();
  await door.runErrand(instanceId, 99);
  const incidents = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', instanceId).execute();
  expect(incidents).toMatchObject([{ code: 'unstorable', status: 'open' }]);
  expect(incidents[0]?.message).toContain('"lost" was not published');
  const [stored] = await fixture.database.db
    .selectFrom('effect')
    .select('done_at')
    .where('instance_id', '=', instanceId)
    .where('number', '=', 99)
    .execute();
  expect(stored?.done_at).not.toBeNull();
});

test('a message starts a case, once', async () => {
  const doors = [fixture.openDoor(), fixture.openDoor()];
  const placed = { messageId: randomUUID(), name: 'order.placed', correlationKey: '', payload: { items: 3 }, ttlMs: 0, actor: anna };
  const results = await Promise.all(Array.from({ length: 6 }, (_, index) => doors[index % 2]!.publishMessage(placed)));
  const delivering = results.filter((result) => result.outcome === 'delivering');
  expect(delivering).toHaveLength(1);
  expect(results.filter((result) => result.outcome === 'repeated')).toHaveLength(5);
  const instanceId = delivering[0]?.outcome === 'delivering' ? delivering[0].instanceId : '';
  expect(await open(instanceId)).toEqual(['pack']);
  const started = await fixture.database.db.selectFrom('instance').select('id').where('package_key', '=', 'test-order').execute();
  expect(started).toEqual([{ id: instanceId }]);
});

test('a delivery that its receiver refuses goes to the next one', async () => {
  const door = fixture.openDoor();
  const order = `D-${randomUUID()}`;
  const [first, second] = [await start(door, 'test-payment', order), await start(door, 'test-payment', order)];
  await completeOpen(door, first);
  // Promised to the first, which is cancelled before it is delivered: the process that promised died.
  const dead = fixture.openDoor({
    decide: async () => {
      throw new Error('this process is dead');
    },
    onBackgroundError: () => undefined,
  });
  const sent = payment(order, minute);
  expect(await dead.publishMessage(sent)).toEqual({ outcome: 'delivering', instanceId: first });
  await dead.idle();
  await completeOpen(door, second);
  done(
    await door.executeCommand({ instanceId: first, commandId: `c-${first}`, command: { type: 'cancel', reason: 'test' }, actor: maria }),
  );
  const errand = await fixture.database.db
    .selectFrom('effect')
    .select('number')
    .where('instance_id', '=', first)
    .where('kind', '=', 'deliverMessage')
    .executeTakeFirstOrThrow();
  await door.runErrand(first, errand.number);
  await door.idle();
  expect(await open(second)).toEqual(['ship']);
  expect(await message(sent.messageId)).toMatchObject({ status: 'delivered', instance_id: second, attempts: 2 });
});

test('a start that its publisher died over is finished by the sweeper', async () => {
  const dead = fixture.openDoor({
    decide: async () => {
      throw new Error('this process is dead');
    },
  });
  const placed = { messageId: randomUUID(), name: 'order.placed', correlationKey: '', payload: {}, ttlMs: 0, actor: anna };
  await expect(dead.publishMessage(placed)).rejects.toThrow('this process is dead');
  const promised = await message(placed.messageId);
  expect(promised.status).toBe('reserved');
  expect((await fixture.openDoor().sweepMessages()).started).toBe(1);
  expect(await open(promised.instance_id ?? '')).toEqual(['pack']);
  expect((await message(placed.messageId)).status).toBe('delivered');
  expect((await fixture.openDoor().sweepMessages()).started).toBe(0);
});

test('an event that does not interrupt takes message after message, also those that came at once', async () => {
  const doors = [fixture.openDoor(), fixture.openDoor()];
  const order = `Q-${randomUUID()}`;
  const instanceId = await start(doors[0]!, 'test-question', order);
  const ask = (index: number) =>
    doors[index % 2]!.publishMessage({ ...payment(order, minute), name: 'customer.asked', payload: { question: index } });
  await Promise.all(Array.from({ length: 6 }, (_, index) => ask(index)));
  await until(async () => (await received(instanceId)).length === 6);
  await Promise.all(doors.map((door) => door.idle()));
  expect((await open(instanceId)).sort()).toEqual([...Array(6).fill('answer'), 'work']);
  const states = await fixture.database.db.selectFrom('message').select('status').where('correlation_key', '=', order).execute();
  expect(states.map((each) => each.status)).toEqual(Array(6).fill('delivered'));
});
