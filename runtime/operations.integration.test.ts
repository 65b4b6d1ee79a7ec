import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readNext } from '../db/queries/carry.ts';
import type { Actor, Command } from '../engine/contract/index.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, boris, done, type Fixture, maria, openFixture, openTask, rejected, startLead, timerActor } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
let door: RuntimeDoor;
beforeAll(async () => {
  fixture = await openFixture();
  door = fixture.openDoor();
});
afterAll(() => fixture.close());

const minute = 60_000;
const hour = 60 * minute;

const send = (instanceId: string, command: Command, actor: Actor = maria) =>
  door.executeCommand({ instanceId, commandId: `op-${randomUUID()}`, command, actor });
const must = async (instanceId: string, command: Command, actor: Actor = maria) => done(await send(instanceId, command, actor));
const open = async (instanceId: string) =>
  (await fixture.tasks(instanceId)).filter((task) => task.status === 'open').map((task) => task.element);
const sound = async (instanceId: string) => expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
const instance = (id: string) => fixture.database.db.selectFrom('instance').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
const message = (id: string) => fixture.database.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();

/** Waits for what comes by itself, within reason. */
async function until(holds: () => Promise<boolean>): Promise<void> {
  for (let left = 1_000; !(await holds()); left -= 1) {
    if (left === 0) throw new Error('waited in vain');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

async function start(packageKey: string, order: string): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const request = { instanceId, commandId: `start-${instanceId}`, packageKey, variables: { order, amount: 5 }, records: [], actor: anna };
  done(await door.startInstance(request));
  return instanceId;
}
async function complete(instanceId: string, more: object = {}, actor: Actor = anna): Promise<number> {
  const task = await openTask(fixture, instanceId);
  return (await must(instanceId, { type: 'completeTask', task, values: {}, ...more }, actor)).lastFact;
}
/** What its workflow would carry now. */
async function carry(instanceId: string): Promise<void> {
  for (const number of (await readNext(fixture.database.pool, instanceId, '')).errands) await door.runErrand(instanceId, number);
}
const publish = (name: string, order: string, ttlMs: number, messageId: string) =>
  door.publishMessage({ messageId, name, correlationKey: order, payload: {}, ttlMs, actor: anna });

describe('a suspended case', () => {
  test('is due at no time, refuses people, and goes on with the time it had left', async () => {
    const { instanceId, task } = await startLead(fixture, door);
    const due = (await instance(instanceId)).due_at?.getTime();
    expect(due).toBe(fixture.clock.at + 2 * hour);
    fixture.clock.at += hour / 2;
    await must(instanceId, { type: 'suspend', reason: 'checking' });
    expect(await instance(instanceId)).toMatchObject({ due_at: null, suspended_at: new Date(fixture.clock.at) });
    expect(rejected(await send(instanceId, { type: 'claim', task }, anna))).toMatchObject({ code: 'suspended', params: { by: 'maria' } });
    fixture.clock.at += 20 * hour;
    expect(rejected(await send(instanceId, { type: 'advance' }, timerActor)).code).toBe('notYet');
    await sound(instanceId);
    await must(instanceId, { type: 'resume' });
    expect(await instance(instanceId)).toMatchObject({ due_at: new Date(fixture.clock.at + 1.5 * hour), suspended_at: null });
    await sound(instanceId);
    fixture.clock.at += 1.5 * hour;
    await must(instanceId, { type: 'advance' }, timerActor);
    expect(await open(instanceId)).toEqual(['rescue']);
    await sound(instanceId);
  });

  test('buffers messages, however long: each is taken when it goes on, none twice', async () => {
    const order = `D-${randomUUID()}`;
    const instanceId = await start('test-question', order);
    await must(instanceId, { type: 'suspend' });
    const ids = [0, 1, 2].map((number) => `question-${number}-${order}`);
    for (const id of ids) {
      await publish('customer.asked', order, 10 * minute, id);
      fixture.clock.at += minute;
    }
    fixture.clock.at += 24 * hour;
    await door.sweepMessages();
    await door.idle();
    expect(await open(instanceId)).toEqual(['work']);
    await must(instanceId, { type: 'resume' });
    await carry(instanceId);
    await until(async () => (await Promise.all(ids.map(message))).every((row) => row.status === 'delivered'));
    await door.idle();
    expect((await open(instanceId)).sort()).toEqual(['answer', 'answer', 'answer', 'work']);
    await sound(instanceId);
  });

  test('does not get a message that another case waits for, too; cancelled, it gives back what was kept for it', async () => {
    const order = `D-${randomUUID()}`;
    const [first, second] = [await start('test-payment', order), await start('test-payment', order)];
    for (const id of [first, second]) await complete(id);
    await must(first, { type: 'suspend' });
    await publish('payment.received', order, hour, `p1-${order}`);
    await until(async () => (await open(second)).includes('ship'));
    await publish('payment.received', order, hour, `p2-${order}`);
    await door.idle();
    expect(await message(`p2-${order}`)).toMatchObject({ status: 'reserved', instance_id: first });
    await must(first, { type: 'cancel', reason: 'enough' });
    const third = await start('test-payment', order);
    await complete(third);
    await carry(first);
    await door.idle();
    expect(await open(third)).toEqual(['ship']);
    for (const id of [first, second, third]) await sound(id);
  });
});

describe('undo', () => {
  test('over a stage: rows, record and deadline are as they were, and the history tells both', async () => {
    const { instanceId, recordId } = await startLead(fixture, door);
    const before = { record: await fixture.record(recordId), due: (await instance(instanceId)).due_at };
    fixture.clock.at += 5 * minute;
    const step = await complete(instanceId, { outcome: 'hot', values: { 'lead.need': 'labels' } });
    expect((await fixture.record(recordId)).stage).toBe('offer');
    await must(instanceId, { type: 'undo', step }, anna);
    const after = await fixture.record(recordId);
    const { stage, status, fields, stage_since } = before.record;
    expect(after).toMatchObject({ stage, status, fields, stage_since, version: before.record.version + 2 });
    expect((await instance(instanceId)).due_at).toEqual(before.due);
    expect(await open(instanceId)).toEqual(['call']);
    await sound(instanceId);
    await complete(instanceId, { outcome: 'hot' });
    expect(await open(instanceId)).toEqual(['offer']);
    await sound(instanceId);
  });

  test('reopens a case that had ended, with its record, and its timer is armed', async () => {
    const { instanceId, recordId } = await startLead(fixture, door);
    await complete(instanceId, { outcome: 'junk' });
    expect(await fixture.record(recordId)).toMatchObject({ stage: 'junk', status: 'junk' });
    const told = fixture.told.length;
    await must(instanceId, { type: 'undo' }, anna);
    expect(await fixture.record(recordId)).toMatchObject({ stage: 'new', status: 'open', ended_at: null });
    expect(await instance(instanceId)).toMatchObject({ status: 'open', ended_at: null });
    expect(fixture.told.slice(told).map(([id]) => id)).toContain(instanceId);
    const links = await fixture.database.db.selectFrom('instance_record').select('active').where('instance_id', '=', instanceId).execute();
    expect(links).toEqual([{ active: true }]);
    await sound(instanceId);
  });

  test('of a step that closed a subscription: it waits again, and gets what was held since', async () => {
    const order = `D-${randomUUID()}`;
    const instanceId = await start('test-question', order);
    await complete(instanceId);
    await publish('customer.asked', order, hour, `q-${order}`);
    await door.idle();
    expect((await message(`q-${order}`)).status).toBe('held');
    await must(instanceId, { type: 'undo' }, anna);
    await until(async () => (await message(`q-${order}`)).status === 'delivered');
    expect((await open(instanceId)).sort()).toEqual(['answer', 'work']);
    await sound(instanceId);
  });

  test('is refused once somebody acted, for others, and when a message left; a repeated call is answered as the first', async () => {
    const { instanceId } = await startLead(fixture, door);
    await complete(instanceId, { outcome: 'hot' });
    expect(rejected(await send(instanceId, { type: 'undo' }, boris)).code).toBe('forbidden');
    await must(instanceId, { type: 'claim', task: await openTask(fixture, instanceId) }, boris);
    expect(rejected(await send(instanceId, { type: 'undo', step: 1 }, boris))).toMatchObject({ code: 'irrevocable' });
    const repeated = { instanceId, commandId: `undo-${instanceId}`, command: { type: 'undo' as const }, actor: maria };
    done(await door.executeCommand(repeated));
    expect(done(await fixture.openDoor().executeCommand(repeated)).repeated).toBe(true);
    const order = `D-${randomUUID()}`;
    const bank = await start('test-bank', order);
    await complete(bank);
    expect(rejected(await send(bank, { type: 'undo' }, anna))).toMatchObject({ params: { why: 'messageLeft', name: 'payment.received' } });
    for (const id of [instanceId, bank]) await sound(id);
  });
});

test('tokens are moved and variables corrected, and what was left behind is closed', async () => {
  const { instanceId, task } = await startLead(fixture, door);
  await must(instanceId, { type: 'setVariables', reason: 'typo', variables: { result: 'hot' } });
  await must(instanceId, { type: 'modify', reason: 'spoken already', cancel: [task], start: [{ element: 'offer' }] });
  expect(await open(instanceId)).toEqual(['offer']);
  expect((await instance(instanceId)).due_at).toBeNull();
  expect(rejected(await send(instanceId, { type: 'modify', reason: 'r', cancel: [], start: [{ element: 'call' }] }, anna)).code).toBe(
    'forbidden',
  );
  await sound(instanceId);
});
