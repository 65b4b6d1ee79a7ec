import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { defaultLimits } from '../engine/contract/index.ts';
import type { RuntimeDoor } from './execute-command.ts';
import { anna, done, type Fixture, maria, openFixture, timerActor, until } from './testing/door-fixture.ts';
import { begin, catching, end, line, messageOf, publish, signalOf, throwing, userTask } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
const signal = (name: string) => `<bpmn:signal id="s-${name}" name="${name}" />`;
const message = (name: string) => `<bpmn:message id="m-${name}" name="${name}" />`;
const started = (definition: string) => `<bpmn:startEvent id="start">${definition}</bpmn:startEvent>`;
const back = (from: string, to: string) => `<bpmn:sequenceFlow id="back" sourceRef="${from}" targetRef="${to}" />`;
const job = `<bpmn:serviceTask id="job"><bpmn:extensionElements><perennial:job type="notify.user"><perennial:input source="= &quot;a&quot;" target="to" /><perennial:input source="= &quot;b&quot;" target="text" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
const now = `<bpmn:intermediateCatchEvent id="wait"><bpmn:timerEventDefinition><bpmn:timeDuration xsi:type="bpmn:tFormalExpression">PT0S</bpmn:timeDuration></bpmn:timerEventDefinition></bpmn:intermediateCatchEvent>`;

beforeAll(async () => {
  fixture = await openFixture();
  const gate = '<bpmn:exclusiveGateway id="gate" default="back" />';
  const loop = `${line(begin, catching('hear', signalOf('s-again')), throwing('say', signalOf('s-again')), gate)}${back('gate', 'hear')}
    ${end}<bpmn:sequenceFlow id="out" sourceRef="gate" targetRef="end"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= stop = true</bpmn:conditionExpression></bpmn:sequenceFlow>`;
  await publish(fixture, { key: 'echo', roots: signal('again'), body: loop });
  const starts = (key: string, ...steps: string[]) =>
    publish(fixture, {
      key,
      roots: signal(key),
      body: line(started(signalOf(`s-${key}`)), ...steps, throwing('pass', signalOf(`s-${key}`)), end),
    });
  await starts('heir');
  await starts('breeds', throwing('first', signalOf('s-breeds')));
  await starts('worker', job);
  await starts('timer', now);
  for (const [key, other] of [
    ['ping', 'pong'],
    ['pong', 'ping'],
  ] as const) {
    const body = line(started(messageOf(`m-${key}`)), throwing('answer', messageOf(`m-${other}`)), end);
    await publish(fixture, { key, roots: `${message(key)}${message(other)}`, body });
  }
  const roots = `${signal('news')}${message('heard')}`;
  await publish(fixture, {
    key: 'honest',
    roots,
    body: line(begin, catching('hear', signalOf('s-news')), throwing('reply', messageOf('m-heard')), userTask('after'), end),
  });
  await publish(fixture, {
    key: 'branch',
    roots: `${signal('wide')}${message('ask')}`,
    body: line(begin, catching('hear', signalOf('s-wide')), throwing('order', messageOf('m-ask')), end),
  });
  await publish(fixture, {
    key: 'desk',
    roots: `${message('ask')}${message('told')}`,
    body: line(started(messageOf('m-ask')), throwing('answer', messageOf('m-told')), end),
  });
});
afterAll(() => fixture.close());

/** Two cases of one record: one turns a field when it is told to, the other tells it to whenever the field has turned. */
async function publishTurning(): Promise<void> {
  const recordTypes = [{ id: 'lead', name: 'Lead', fields: [{ key: 'turned', label: 'Turned', type: 'number' }] }];
  const manifest = { recordType: 'lead', recordTypes, stages: [{ id: 'new', name: 'New', color: 'sky', requiredFields: [] }] };
  const first = '<bpmn:startEvent id="start" perennial:stage="new" />';
  const edge = (id: string, definition: string, next: string) =>
    `<bpmn:boundaryEvent id="${id}" attachedToRef="work" cancelActivity="false">${definition}</bpmn:boundaryEvent><bpmn:sequenceFlow id="f-${id}" sourceRef="${id}" targetRef="${next}" />`;
  const is = (id: string, value: number) =>
    edge(
      id,
      `<bpmn:conditionalEventDefinition><bpmn:condition xsi:type="bpmn:tFormalExpression">= lead.turned = ${value}</bpmn:condition></bpmn:conditionalEventDefinition>`,
      'say',
    );
  const turn = `<bpmn:scriptTask id="turn" scriptFormat="feel" perennial:resultVariable="lead.turned"><bpmn:script>= if lead.turned = 1 then 0 else 1</bpmn:script></bpmn:scriptTask>`;
  const stop = '<bpmn:endEvent id="stop" />';
  await publish(fixture, {
    key: 'turns',
    roots: signal('turn'),
    manifest,
    body: `${line(first, userTask('work'), end)}${edge('told', signalOf('s-turn'), 'turn')}${line(turn, stop)}`,
  });
  await publish(fixture, {
    key: 'tells',
    roots: signal('turn'),
    manifest,
    body: `${line(first, userTask('work'), end)}${is('one', 1)}${is('none', 0)}${line(throwing('say', signalOf('s-turn')), stop)}`,
  });
}
afterEach(async () => {
  const door = fixture.openDoor();
  for (const { id } of await cases('')) {
    await door.executeCommand({ instanceId: id, commandId: `e-${id}`, command: { type: 'cancel', reason: 'test' }, actor: maria });
  }
});

async function start(door: RuntimeDoor, packageKey: string, variables = {}): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables, records: [], actor: anna }));
  return instanceId;
}
const cases = (key: string) =>
  fixture.database.db.selectFrom('instance').select(['id', 'status']).where('package_key', 'like', `${key}%`).execute();
const thrown = async (name: string) =>
  (await fixture.database.db.selectFrom('signal').select('id').where('name', '=', name).execute()).length;
const incidents = (key: string) =>
  fixture.database.db
    .selectFrom('incident as i')
    .innerJoin('instance as c', 'c.id', 'i.instance_id')
    .select(['i.instance_id', 'i.id', 'i.code', 'i.element', 'i.message', 'i.status'])
    .where('c.package_key', '=', key)
    .where('i.status', '=', 'open')
    .execute();
const tell = (door: RuntimeDoor, name: string) =>
  door.throwSignal({ signalId: `user:anna/${randomUUID()}`, name, payload: {}, actor: anna });
/** At rest, or so far that it never will be. */
async function rest(door: RuntimeDoor, tooMany: () => Promise<boolean>): Promise<void> {
  let resting = false;
  const idle = door.idle().then(() => {
    resting = true;
  });
  await until(async () => resting || (await tooMany()));
  expect(await tooMany()).toBe(false);
  await idle;
}
async function sound(key: string): Promise<void> {
  for (const { id } of (await cases(key)).slice(-5)) expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
}
/** Fewer than by default, so that the test is quick. */
const limits = { ...defaultLimits, hops: 100, chain: 200 };
const { hops, chain } = limits;

describe('cases that would tell each other for ever', () => {
  test('three that wait in a ring for the signal they throw: the throws stop, and an operator begins anew', async () => {
    const door = fixture.openDoor({ limits });
    for (let count = 0; count < 3; count += 1) await start(door, 'echo', { stop: false });
    await tell(door, 'again');
    await rest(door, async () => (await thrown('again')) > 2 * (chain + 100));
    const held = await incidents('echo');
    expect(new Set(held.map((each) => `${each.code} ${each.element}`))).toEqual(new Set(['chainLimit say']));
    expect(held.length).toBeGreaterThan(0);
    await sound('echo');
    const [one] = held;
    const before = await thrown('again');
    const command = { type: 'retryIncident' as const, incident: one?.id ?? 0 };
    done(await door.executeCommand({ instanceId: one?.instance_id ?? '', commandId: `r-${randomUUID()}`, command, actor: maria }));
    await rest(door, async () => (await thrown('again')) > before + 2 * (chain + 100));
    expect(await thrown('again')).toBeGreaterThan(before);
    expect((await incidents('echo')).length).toBeGreaterThan(0);
  });

  test('a process started by the signal it throws: as many as the chain is long', async () => {
    const door = fixture.openDoor({ limits });
    await tell(door, 'heir');
    await rest(door, async () => (await cases('heir')).length > 2 * hops);
    expect(await cases('heir')).toHaveLength(hops);
    const held = await incidents('heir');
    expect(held).toMatchObject([{ code: 'chainLimit', element: 'pass' }]);
    expect(held[0]?.message).toContain('user:anna/');
    expect((await cases('heir')).filter((each) => each.status === 'open').map((each) => each.id)).toEqual([held[0]?.instance_id]);
    await sound('heir');
  });

  test('one that throws it twice does not double without end', async () => {
    const door = fixture.openDoor({ limits });
    await tell(door, 'breeds');
    await rest(door, async () => (await cases('breeds')).length > chain + 100);
    expect((await incidents('breeds')).length).toBeGreaterThan(0);
    expect((await cases('breeds')).length).toBeGreaterThan(100);
    await sound('breeds');
  });

  test('two that start one another by messages', async () => {
    const door = fixture.openDoor({ limits });
    await door.publishMessage({ messageId: 'first', name: 'ping', correlationKey: '', payload: {}, ttlMs: 1000, actor: anna });
    await rest(door, async () => (await cases('p')).length > 2 * hops);
    expect((await cases('ping')).length + (await cases('pong')).length).toBe(hops);
    expect([...(await incidents('ping')), ...(await incidents('pong'))]).toMatchObject([{ code: 'chainLimit', element: 'answer' }]);
    await sound('p');
  });

  test.each(['worker', 'timer'])('a %s between is no way around it', async (key) => {
    const door = fixture.openDoor({ limits });
    await tell(door, key);
    for (let round = 0; round < 2 * hops; round += 1) {
      await door.idle();
      const open = (await cases(key)).filter((each) => each.status === 'open');
      const jobs = await fixture.database.db.selectFrom('job').select(['key', 'instance_id']).where('status', '=', 'waiting').execute();
      for (const { key: name, instance_id: instanceId } of jobs) {
        const command = { type: 'completeJob' as const, job: name, output: {} };
        done(await door.executeCommand({ instanceId, commandId: `j-${name}`, command, actor: { ...timerActor, id: 'system:job' } }));
      }
      if (key === 'worker') continue;
      for (const { id } of open)
        await door.executeCommand({ instanceId: id, commandId: `a-${id}-${round}`, command: { type: 'advance' }, actor: timerActor });
    }
    expect(await cases(key)).toHaveLength(hops);
    expect(await incidents(key)).toMatchObject([{ code: 'chainLimit', element: 'pass' }]);
    await sound(key);
  });
});

test('many receivers of one signal that answer are one hop each', async () => {
  const door = fixture.openDoor({ limits });
  const waiting = await Promise.all(Array.from({ length: 150 }, () => start(door, 'honest')));
  await tell(door, 'news');
  await door.idle();
  expect(await incidents('honest')).toEqual([]);
  const { rows } = await fixture.database.pool.query<{ hops: number; count: number }>({
    text: `select hops, count(*)::integer as count from message where name = 'heard' group by hops`,
    values: [],
  });
  expect(rows).toEqual([{ hops: 1, count: waiting.length }]);
});

test('a chain that found many cases waiting may throw more; one that makes its own cases may not', async () => {
  const door = fixture.openDoor({ limits: { ...limits, chain: 5 } });
  await Promise.all(Array.from({ length: 20 }, () => start(door, 'branch')));
  await tell(door, 'wide');
  await door.idle();
  expect(await cases('desk')).toHaveLength(20);
  expect((await cases('desk')).filter((each) => each.status === 'open')).toEqual([]);
  const before = (await cases('breeds')).length;
  await tell(door, 'breeds');
  await door.idle();
  // One, two of its, and what these five throws of them begin; cases that decide at one moment go over it by theirs.
  const made = (await cases('breeds')).length - before;
  expect(made).toBeGreaterThanOrEqual(8);
  expect(made).toBeLessThan(30);
});

test.each(['owns', 'refers'] as const)('a changed record carries the chain to the case that %s it', async (relation) => {
  await publishTurning();
  const door = fixture.openDoor({ limits });
  const record = { alias: 'lead', type: 'lead', id: randomUUID() };
  const begin = async (packageKey: string, link: object) => {
    const instanceId = `${packageKey}-${randomUUID()}`;
    const records = [{ ...record, relation: 'owns' as const, ...link }];
    done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables: {}, records, actor: anna }));
  };
  await begin('turns', { create: { title: 'Kowal', owner: 'anna', fields: {} } });
  await begin('tells', { relation });
  const before = await thrown('turn');
  await tell(door, 'turn');
  for (let round = 0; round < 2 * hops; round += 1) {
    await door.idle();
    // What another owner throws is carried by its workflow.
    const left = await fixture.database.db
      .selectFrom('effect')
      .select(['instance_id', 'number'])
      .where('kind', '=', 'broadcastSignal')
      .where('done_at', 'is', null)
      .where('instance_id', 'like', 'tells%')
      .execute();
    if (left.length === 0) break;
    for (const { instance_id, number } of left) await door.runErrand(instance_id, number);
  }
  // Every second hop is a change of the record.
  expect(await thrown('turn')).toBe(before + hops / 2);
  expect(await incidents('tells')).toMatchObject([{ code: 'chainLimit', element: 'say' }]);
  await sound('t');
});

test('what a chain starts from its fifth hop on is left to the sweeper, and nobody waits behind it', async () => {
  const told: string[] = [];
  const door = fixture.openDoor({ notifier: { committed: (id) => void told.push(id) } });
  const ids = [1, 4, 5, 900].map((hops) => ({ hops, id: `far-${hops}-${randomUUID()}` }));
  for (const { hops, id } of ids) {
    const by = { signal: { name: 'timer', payload: {} }, chain: { id: `far-${randomUUID()}`, hops } };
    done(await door.startInstance({ instanceId: id, commandId: id, packageKey: 'timer', variables: {}, records: [], actor: anna, ...by }));
  }
  expect(told).toEqual(ids.filter(({ hops }) => hops < 5).map(({ id }) => id));
});
