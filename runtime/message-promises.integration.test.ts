import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { settleDelivered } from '../db/queries/messages.ts';
import type { DecideRequest, Decider } from './door-context.ts';
import { inProcessDecider } from './in-process.ts';
import { messageActor } from './messages.ts';
import { anna, done, type Fixture, maria, openFixture, openTask, until } from './testing/door-fixture.ts';
import { OutOfBreath } from './testing/out-of-breath.ts';
import { begin, end, line, messageOf, publish, userTask } from './testing/publish.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const delivers = ({ command }: DecideRequest) => command.type === 'deliverMessage';
/** A process that promises a message and dies before it delivers. */
const dyingDoor = () =>
  fixture.openDoor({
    decide: async (request) => {
      if (delivers(request)) throw new Error('this process is dead');
      return inProcessDecider(request);
    },
    onBackgroundError: () => undefined,
  });

async function startOne(packageKey: string, order: string) {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const start = { instanceId, commandId: instanceId, packageKey, variables: { order }, records: [], actor: anna };
  done(await fixture.openDoor().startInstance(start));
  return instanceId;
}

async function publishDying(name: string, correlationKey: string): Promise<string> {
  const messageId = randomUUID();
  const door = dyingDoor();
  await door.publishMessage({ messageId, name, correlationKey, payload: {}, ttlMs: 60_000, actor: anna });
  await door.idle();
  return messageId;
}

const message = (id: string) => fixture.database.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const received = async (instanceId: string) => (await fixture.facts(instanceId)).filter((fact) => fact.type === 'messageReceived').length;

async function delivery(instanceId: string): Promise<number> {
  const errands = fixture.database.db.selectFrom('effect').select('number').where('instance_id', '=', instanceId);
  return (await errands.where('kind', '=', 'deliverMessage').executeTakeFirstOrThrow()).number;
}

test('a slow refusal does not take back what was promised to somebody else since', async () => {
  const order = randomUUID();
  const door = fixture.openDoor();
  const cases: string[] = [];
  for (let index = 0; index < 3; index += 1) {
    const instanceId = await startOne('test-payment', order);
    const command = { type: 'completeTask' as const, task: await openTask(fixture, instanceId), values: {} };
    fixture.clock.at += 1;
    done(await door.executeCommand({ instanceId, commandId: `invoice-${instanceId}`, command, actor: anna }));
    cases.push(instanceId);
  }
  const [first, second, third] = cases as [string, string, string];
  const sent = await publishDying('payment.received', order);
  const cancel = { type: 'cancel' as const, reason: 'test' };
  done(await door.executeCommand({ instanceId: first, commandId: `cancel-${first}`, command: cancel, actor: maria }));

  let waits = false;
  let goOn: () => void = () => undefined;
  const gate = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const slowly: Decider = async (request) => {
    waits = true;
    await gate;
    return inProcessDecider(request);
  };
  const number = await delivery(first);
  const slow = fixture.openDoor({ decide: slowly }).runErrand(first, number);
  await until(() => waits);
  // The fast process refuses, promises it to the second, and dies there.
  const fast = fixture.openDoor({
    decide: async (request) => {
      if (request.instanceId === second) throw new Error('this process is dead');
      return inProcessDecider(request);
    },
    onBackgroundError: () => undefined,
  });
  await fast.runErrand(first, number);
  await fast.idle();
  expect(await message(sent)).toMatchObject({ status: 'reserved', instance_id: second });
  goOn();
  await slow;
  expect(await message(sent)).toMatchObject({ status: 'reserved', instance_id: second, refused: [expect.stringContaining(first)] });
  await door.runErrand(second, await delivery(second));
  await door.idle();
  expect(await message(sent)).toMatchObject({ status: 'delivered', instance_id: second });
  expect([await received(first), await received(second), await received(third)]).toEqual([0, 1, 0]);
});

test('who died between taking a message and offering the next one leaves nothing held', async () => {
  const order = randomUUID();
  const instanceId = await startOne('test-question', order);
  const first = await publishDying('customer.asked', order);
  const second = await publishDying('customer.asked', order);
  const { subscription_id: subscription } = await message(first);
  const what = { messageId: first, name: 'customer.asked', correlationKey: order, payload: {}, subscription: subscription ?? 0 };
  const door = fixture.openDoor();
  const command = { type: 'deliverMessage' as const, ...what };
  done(await door.executeCommand({ instanceId, commandId: `deliver-${first}`, command, actor: messageActor }));
  expect(await settleDelivered(fixture.database.pool, first, instanceId, new Date(fixture.clock.at))).toBe(true);
  expect((await message(second)).status).toBe('held');

  await door.runErrand(instanceId, await delivery(instanceId));
  await door.idle();
  expect((await message(second)).status).toBe('delivered');
  expect(await received(instanceId)).toBe(2);
});

test('a receiver that could not take one message is offered the next', async () => {
  const order = randomUUID();
  const instanceId = await startOne('test-question', order);
  const first = await publishDying('customer.asked', order);
  const second = await publishDying('customer.asked', order);
  const door = fixture.openDoor({
    decide: async (request) => {
      if (request.command.type === 'deliverMessage' && request.command.messageId === first)
        return { ended: false, code: 'killed', message: 'ran too long' };
      return inProcessDecider(request);
    },
  });
  const number = await delivery(instanceId);
  for (let attempt = 0; attempt < 5; attempt += 1) await door.runErrand(instanceId, number).catch(() => undefined);
  await door.idle();
  expect(await message(first)).toMatchObject({ status: 'held', refused: [expect.stringContaining(instanceId)] });
  expect(await message(second)).toMatchObject({ status: 'delivered', instance_id: instanceId });
});

test('one case that cannot be started keeps no other waiting', async () => {
  const dying = fixture.openDoor({
    decide: async () => {
      throw new Error('this process is dead');
    },
  });
  const ids = [randomUUID(), randomUUID()];
  for (const messageId of ids) {
    const placed = { messageId, name: 'order.placed', correlationKey: '', payload: {}, ttlMs: 0, actor: anna };
    await expect(dying.publishMessage(placed)).rejects.toThrow('this process is dead');
    fixture.clock.at += 1;
  }
  const [broken, whole] = ids as [string, string];
  const unstartable = (await message(broken)).instance_id;
  const door = fixture.openDoor({
    decide: async (request) => {
      if (request.instanceId === unstartable) throw new Error('no start');
      return inProcessDecider(request);
    },
  });
  await expect(door.sweepMessages()).rejects.toThrow('1 of 2 promised cases could not be started');
  expect((await message(broken)).status).toBe('reserved');
  expect((await message(whole)).status).toBe('delivered');
});

test('a case that a message has begun stays its receiver, whatever is published before the process that died over it is made up for', async () => {
  const roots = '<bpmn:message id="order" name="order.came" />';
  const byMessage = `<bpmn:startEvent id="start">${messageOf('order')}</bpmn:startEvent>`;
  const model = { key: 'orders', roots, body: line(byMessage, userTask('pack'), end) };
  await publish(fixture, model);
  const door = fixture.openDoor();
  const messageId = randomUUID();
  const request = { messageId, name: 'order.came', correlationKey: '', payload: {}, ttlMs: 60_000, actor: anna };
  const { instanceId } = (await door.publishMessage(request)) as { instanceId: string };
  // What it leaves when it dies right after the case was begun.
  await fixture.database.db.updateTable('message').set({ status: 'reserved', settled_at: null }).where('id', '=', messageId).execute();
  await publish(fixture, { ...model, body: line(begin, userTask('pack'), end) });
  await publish(fixture, { ...model, key: 'another', body: line(byMessage, userTask('pack'), end) });
  await door.sweepMessages();
  await door.idle();
  expect(await message(messageId)).toMatchObject({ status: 'delivered', instance_id: instanceId, refused: [] });
  const begun = fixture.database.db.selectFrom('instance').select('id').where('package_key', 'in', ['orders', 'another']);
  expect(await begun.execute()).toEqual([{ id: instanceId }]);
});

test('a case whose beginning was stopped for want of time is begun later; one that is stopped each time, not for ever', async () => {
  const roots = '<bpmn:message id="tired" name="tired" />';
  await publish(fixture, {
    key: 'tiring',
    roots,
    body: line(`<bpmn:startEvent id="start">${messageOf('tired')}</bpmn:startEvent>`, userTask('pack'), end),
  });
  const machine = new OutOfBreath(2, ({ type }) => type === 'start');
  const door = fixture.openDoor({ decide: machine.decide });
  const publishTired = async (passes: number) => {
    const messageId = randomUUID();
    await door.publishMessage({ messageId, name: 'tired', correlationKey: '', payload: {}, ttlMs: 600_000, actor: anna });
    for (let pass = 0; pass < passes; pass += 1) await door.sweepMessages();
    return message(messageId);
  };
  const late = await publishTired(3);
  expect(late).toMatchObject({ status: 'delivered', refused: [] });
  expect(await fixture.tasks(String(late.instance_id))).toMatchObject([{ element: 'pack', status: 'open' }]);
  machine.times = 100;
  expect(await publishTired(20)).toMatchObject({ status: 'held', refused: ['start:tiring'] });
  expect(machine.times).toBeGreaterThan(80);
});

test('a case that could not take its message for want of time gets it by the next attempt; one that never can leaves it to others', async () => {
  const machine = new OutOfBreath(1, ({ type }) => type === 'deliverMessage');
  const door = fixture.openDoor({ decide: machine.decide, onBackgroundError: () => undefined });
  const send = async () => {
    const order = randomUUID();
    const instanceId = await startOne('test-payment', order);
    const command = { type: 'completeTask' as const, task: await openTask(fixture, instanceId), values: {} };
    done(await door.executeCommand({ instanceId, commandId: `invoice-${instanceId}`, command, actor: anna }));
    const messageId = randomUUID();
    await door.publishMessage({ messageId, name: 'payment.received', correlationKey: order, payload: {}, ttlMs: 600_000, actor: anna });
    await door.idle();
    return { instanceId, messageId };
  };
  const { instanceId, messageId } = await send();
  expect(await received(instanceId)).toBe(0);
  expect(await message(messageId)).toMatchObject({ status: 'reserved', refused: [] });
  await door.runErrand(instanceId, await delivery(instanceId));
  expect(await received(instanceId)).toBe(1);
  expect(await message(messageId)).toMatchObject({ status: 'delivered' });
  machine.times = 100;
  const never = await send();
  const number = await delivery(never.instanceId);
  for (let attempt = 0; attempt < 20; attempt += 1) await door.runErrand(never.instanceId, number).catch(() => undefined);
  expect(await message(never.messageId)).toMatchObject({ status: 'held', refused: [expect.stringContaining(never.instanceId)] });
  expect(machine.times).toBeGreaterThan(70);
});
