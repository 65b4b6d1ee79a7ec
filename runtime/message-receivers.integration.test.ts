import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { decide } from '../engine/kernel/decide.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, done, type Fixture, openFixture, until } from './testing/door-fixture.ts';
import { begin, catching, end, line, messageOf, publish, throwing, userTask } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const minute = 60_000;
const keyed = (id: string, name: string, key: string) =>
  `<bpmn:message id="${id}" name="${name}"><bpmn:extensionElements><perennial:message correlationKey="= ${key}" timeToLive="PT10M"><perennial:payload source="= ${key}" target="${key}" /></perennial:message></bpmn:extensionElements></bpmn:message>`;

async function start(door: RuntimeDoor, packageKey: string, variables: { [name: string]: string }): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables, records: [], actor: anna }));
  return instanceId;
}
async function complete(door: RuntimeDoor, instanceId: string, element: string): Promise<void> {
  const task = (await fixture.tasks(instanceId)).find((each) => each.element === element && each.status === 'open')?.element_instance ?? 0;
  const command = { type: 'completeTask' as const, task, values: {} };
  done(await door.executeCommand({ instanceId, commandId: `c-${instanceId}-${task}`, command, actor: anna }));
}
const open = async (id: string) =>
  (await fixture.tasks(id))
    .filter((task) => task.status === 'open')
    .map((task) => task.element)
    .sort();
const received = async (id: string) => (await fixture.facts(id)).filter((fact) => fact.type === 'messageReceived').length;
const parts = (id: string) => fixture.database.db.selectFrom('message').selectAll().where('part_of', '=', id).orderBy('id').execute();
const message = (id: string) => fixture.database.db.selectFrom('message').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
async function sound(...ids: string[]): Promise<void> {
  for (const id of ids) expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
}

describe('a message to all', () => {
  const toAll = (name: string, key: string, ttlMs: number, messageId: string = randomUUID()) => ({
    ...{ messageId, name, correlationKey: key, payload: {}, ttlMs, actor: anna, receivers: 'all' as const },
  });
  beforeAll(async () => {
    const roots = keyed('called', 'all.called', 'house');
    await publish(fixture, {
      key: 'guest',
      roots,
      body: line(begin, catching('first', messageOf('called')), userTask('came'), catching('again', messageOf('called')), end),
    });
    await publish(fixture, {
      key: 'host',
      roots,
      body: `${line(begin, userTask('sit'), end)}<bpmn:boundaryEvent id="ring" attachedToRef="sit" cancelActivity="false">${messageOf('called')}</bpmn:boundaryEvent>
        <bpmn:userTask id="open" perennial:candidateGroups="sales" /><bpmn:sequenceFlow id="r" sourceRef="ring" targetRef="open" />`,
    });
    await publish(fixture, {
      key: 'alarm',
      roots,
      body: line(`<bpmn:startEvent id="start">${messageOf('called')}</bpmn:startEvent>`, userTask('alarmed'), end),
    });
  });

  test('reaches everyone who waits under its key, and each process it starts, once, from several processes at once', async () => {
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const house = randomUUID();
    const guests = await Promise.all(Array.from({ length: 15 }, (_, index) => start(doors[index % 2]!, 'guest', { house })));
    const host = await start(doors[0]!, 'host', { house });
    const stranger = await start(doors[0]!, 'guest', { house: 'another' });
    const sent = toAll('all.called', house, 0);
    const results = await Promise.all([...doors, ...doors].map((door) => door.publishMessage(sent)));
    expect(results.filter((each) => each.outcome === 'repeated')).toHaveLength(3);
    expect(results.find((each) => each.outcome === 'delivering')).toMatchObject({ receivers: 17 });
    await Promise.all(doors.map((door) => door.idle()));
    for (const guest of guests) {
      expect(await open(guest)).toEqual(['came']);
      expect(await received(guest)).toBe(1);
    }
    expect(await open(host)).toEqual(['open', 'sit']);
    expect(await received(stranger)).toBe(0);
    const made = await parts(sent.messageId);
    expect(made.every((part) => part.status === 'delivered')).toBe(true);
    const started = made.find((part) => part.for_start === 'alarm');
    expect(await open(started?.instance_id ?? '')).toEqual(['alarmed']);
    expect((await message(sent.messageId)).status).toBe('delivered');
    await sound(...guests, host);
  });

  test('within its time to live also who begins to wait later, a case once; then it is over', async () => {
    const door = fixture.openDoor();
    const house = randomUUID();
    const sent = toAll('all.called', house, 10 * minute);
    expect(await door.publishMessage(sent)).toMatchObject({ outcome: 'delivering', receivers: 1 });
    const [early, other] = [await start(door, 'guest', { house }), await start(fixture.openDoor(), 'guest', { house })];
    await until(async () => (await open(early)).length + (await open(other)).length === 2);
    // Its second subscription is not a second guest.
    await complete(door, early, 'came');
    await door.idle();
    expect([await received(early), await received(other)]).toEqual([1, 1]);
    fixture.clock.at += 11 * minute;
    const late = await start(door, 'guest', { house });
    await door.sweepMessages();
    await door.idle();
    expect(await received(late)).toBe(0);
    expect((await message(sent.messageId)).status).toBe('delivered');
    await sound(early, other, late);
  });

  test('nobody waits and nothing begins: held, or expired at once', async () => {
    const door = fixture.openDoor();
    expect((await door.publishMessage(toAll('all.unheard', 'k', minute))).outcome).toBe('held');
    const now = toAll('all.unheard', 'k', 0);
    expect((await door.publishMessage(now)).outcome).toBe('expired');
    expect((await message(now.messageId)).status).toBe('expired');
  });

  test('one to all does not keep a message for one from its receiver, nor does a part go to anybody else', async () => {
    const door = fixture.openDoor();
    const house = randomUUID();
    const [a, b] = [await start(door, 'guest', { house }), await start(door, 'guest', { house })];
    const refusing = fixture.openDoor({
      decide: async ({ state, command, ctx }) => {
        if (command.type === 'deliverMessage' && state?.instanceId === a)
          return { ended: true, decision: { ok: false, code: 'messageNotExpected', message: 'not here' } };
        return { ended: true, decision: decide(state, command, ctx) };
      },
    });
    const sent = toAll('all.called', house, 0);
    await refusing.publishMessage(sent);
    await refusing.idle();
    expect([await received(a), await received(b)]).toEqual([0, 1]);
    expect((await parts(sent.messageId)).find((part) => part.for_instance === a)).toMatchObject({
      status: 'held',
      refused: [expect.stringContaining(a)],
    });
    await door.publishMessage({ messageId: randomUUID(), name: 'all.called', correlationKey: house, payload: {}, ttlMs: 0, actor: anna });
    await door.idle();
    expect([await received(a), await received(b)]).toEqual([1, 1]);
  });

  test('one that its publisher died over: who waits gets it from its errand, what it starts from the sweeper', async () => {
    const house = randomUUID();
    const guest = await start(fixture.openDoor(), 'guest', { house });
    const dead = fixture.openDoor({
      decide: async () => {
        throw new Error('this process is dead');
      },
      onBackgroundError: () => undefined,
    });
    const sent = toAll('all.called', house, 0);
    await expect(dead.publishMessage(sent)).rejects.toThrow('this process is dead');
    await dead.idle();
    const door = fixture.openDoor();
    await door.sweepMessages();
    const effect = fixture.database.db
      .selectFrom('effect')
      .select('number')
      .where('instance_id', '=', guest)
      .where('kind', '=', 'deliverMessage');
    await door.runErrand(guest, (await effect.executeTakeFirstOrThrow()).number);
    await door.idle();
    expect(await open(guest)).toEqual(['came']);
    expect((await parts(sent.messageId)).map((part) => part.status)).toEqual(['delivered', 'delivered']);
  });
});

describe('whatever shape the start has, its message begins a case, once', () => {
  const order = (name: string) => `<bpmn:message id="m" name="${name}" /><bpmn:message id="m2" name="${name}.2" />`;
  test.each([
    ['a start event', `<bpmn:startEvent id="start">${messageOf('m')}</bpmn:startEvent>`],
    ['a receive task', '<bpmn:receiveTask id="start" instantiate="true" messageRef="m" />'],
    ['one of several definitions', `<bpmn:startEvent id="start">${messageOf('m2')}${messageOf('m')}</bpmn:startEvent>`],
    [
      'an event-based gateway',
      `<bpmn:eventBasedGateway id="gate" instantiate="true" />${catching('start', messageOf('m'))}${catching('other', messageOf('m2'))}
       <bpmn:sequenceFlow id="g1" sourceRef="gate" targetRef="start" /><bpmn:sequenceFlow id="g2" sourceRef="gate" targetRef="other" /><bpmn:sequenceFlow id="g3" sourceRef="other" targetRef="work" />`,
    ],
  ])('%s', async (shape, element) => {
    const key = `shape-${shape.replaceAll(/[^a-z]+/g, '-')}`;
    const flows =
      '<bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="work" /><bpmn:sequenceFlow id="f2" sourceRef="work" targetRef="end" />';
    await publish(fixture, { key, roots: order(key), body: `${element}${userTask('work')}${end}${flows}` });
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const sent = { messageId: randomUUID(), name: key, correlationKey: 'k', payload: { n: 1 }, ttlMs: 0, actor: anna };
    const results = await Promise.all([...doors, ...doors].map((door) => door.publishMessage(sent)));
    const started = results.filter((each) => each.outcome === 'delivering');
    expect(started).toHaveLength(1);
    const cases = await fixture.database.db.selectFrom('instance').select('id').where('package_key', '=', key).execute();
    expect(cases).toEqual([{ id: started[0]?.outcome === 'delivering' ? started[0].instanceId : '' }]);
    expect(await open(cases[0]?.id ?? '')).toEqual(['work']);
    await sound(cases[0]?.id ?? '');
  });

  test('all of several definitions: the first opens the case, the others find it by name and key', async () => {
    await publish(fixture, {
      key: 'shape-all',
      roots: order('both'),
      body: line(
        `<bpmn:startEvent id="start" parallelMultiple="true">${messageOf('m')}${messageOf('m2')}</bpmn:startEvent>`,
        userTask('work'),
        end,
      ),
    });
    const door = fixture.openDoor();
    const send = (name: string) =>
      door.publishMessage({ messageId: randomUUID(), name, correlationKey: '', payload: {}, ttlMs: 0, actor: anna });
    const first = await send('both');
    const id = first.outcome === 'delivering' ? first.instanceId : '';
    expect(await open(id)).toEqual([]);
    expect(await send('both.2')).toEqual({ outcome: 'delivering', instanceId: id });
    await door.idle();
    expect(await open(id)).toEqual(['work']);
  });
});

describe('pools of one file talk by message flows', () => {
  const roots = `<bpmn:collaboration id="shop"><bpmn:participant id="p1" name="Customer" processRef="customer" /><bpmn:participant id="p2" name="Seller" processRef="seller" />
    <bpmn:messageFlow id="mf1" sourceRef="ask" targetRef="asked" /><bpmn:messageFlow id="mf2" sourceRef="answer" targetRef="answered" /></bpmn:collaboration>
    ${keyed('question', 'pool.question', 'order')}${keyed('reply', 'pool.reply', 'order')}`;
  const customer = line(
    begin,
    userTask('choose'),
    throwing('ask', messageOf('question')),
    catching('answered', messageOf('reply')),
    userTask('enjoy'),
    end,
  );
  const seller = line(
    `<bpmn:startEvent id="asked">${messageOf('question')}</bpmn:startEvent>`,
    userTask('look'),
    throwing('answer', messageOf('reply')),
    '<bpmn:endEvent id="sold" />',
  );
  const body = `<bpmn:process id="customer" isExecutable="true">${customer}</bpmn:process><bpmn:process id="seller" isExecutable="true">${seller}</bpmn:process>`;

  test('each pool is a case of its own: the message of one starts the other, whose answer finds it by name and key, among ten at once', async () => {
    await publish(fixture, { key: 'pool', roots, body });
    const doors = [fixture.openDoor(), fixture.openDoor()];
    const orders = Array.from({ length: 10 }, (_, index) => `O-${index}-${randomUUID()}`);
    const customers = await Promise.all(orders.map((order, index) => start(doors[index % 2]!, 'pool', { order })));
    await Promise.all(customers.map((id, index) => complete(doors[index % 2]!, id, 'choose')));
    await Promise.all(doors.map((door) => door.idle()));
    const sellers = await fixture.database.db.selectFrom('instance').select(['id', 'state']).where('process', '=', 'seller').execute();
    expect(sellers).toHaveLength(10);
    await Promise.all(sellers.map(({ id }, index) => complete(doors[(index + 1) % 2]!, id, 'look')));
    await Promise.all(doors.map((door) => door.idle()));
    for (const id of customers) expect(await open(id)).toEqual(['enjoy']);
    for (const { id } of sellers) expect((await fixture.facts(id)).at(-1)).toMatchObject({ type: 'instanceCompleted', element: 'sold' });
    await sound(...customers, ...sellers.map(({ id }) => id));
  });
});
