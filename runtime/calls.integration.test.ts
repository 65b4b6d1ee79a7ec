import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RuntimeDoor } from './execute-command.ts';
import { createSandbox, sandboxDecider, sandboxEntry } from './sandbox/index.ts';
import { anna, done, type Fixture, maria, openFixture, openTask } from './testing/door-fixture.ts';
import { begin, end, line, publish, userTask } from './testing/publish.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const checks = (key: string, ...tasks: string[]) => publish(fixture, { key, body: line(begin, ...tasks.map(userTask), end) });
const calling = (key: string, attributes: string) =>
  publish(fixture, { key, body: line(begin, userTask('before'), `<bpmn:callActivity id="call" ${attributes} />`, userTask('after'), end) });

async function start(door: RuntimeDoor, packageKey: string): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  done(await door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables: {}, records: [], actor: anna }));
  return instanceId;
}
const step = async (instanceId: string) => (await fixture.tasks(instanceId)).find((task) => task.status === 'open');
async function complete(door: RuntimeDoor, instanceId: string): Promise<string> {
  const task = await openTask(fixture, instanceId);
  const command = { type: 'completeTask' as const, task, values: {} };
  done(await door.executeCommand({ instanceId, commandId: `c-${instanceId}-${task}`, command, actor: anna }));
  return (await step(instanceId))?.element ?? 'ended';
}

describe('P17, over packages: the called process is published anew while a call runs', () => {
  test.each(['one process', 'two processes', 'the sandbox'])(
    'latest is what it was when the call began; pinned never changes (%s)',
    async (how) => {
      const suffix = randomUUID().slice(0, 8);
      const [theirs, latest, pinned] = [`checks-${suffix}`, `latest-${suffix}`, `pinned-${suffix}`];
      await checks(theirs, 'one');
      await calling(latest, `perennial:binding="latest" perennial:package="${theirs}"`);
      await calling(pinned, `perennial:binding="pinned" perennial:package="${theirs}" perennial:version="1"`);
      const sandbox = how === 'the sandbox' ? createSandbox({ entry: await sandboxEntry(), size: 1, wallMs: 5_000 }) : undefined;
      const options = sandbox ? { decide: sandboxDecider(sandbox) } : {};
      const door = fixture.openDoor(options);
      const other = how === 'two processes' ? fixture.openDoor() : door;
      const [early, fixed] = [await start(door, latest), await start(door, pinned)];
      const [late] = [await start(door, latest)];
      expect(await complete(door, early)).toBe('one');
      await checks(theirs, 'first', 'second');
      const row = await step(early);
      expect(row?.package_hash).toBe((await hashOf(theirs, 1)) ?? '');
      expect(await complete(other, early)).toBe('after');
      for (const expected of ['first', 'second', 'after', 'ended']) expect(await complete(other, late)).toBe(expected);
      for (const expected of ['one', 'after', 'ended']) expect(await complete(other, fixed)).toBe(expected);
      for (const id of [early, late, fixed]) expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
      await sandbox?.close();
    },
  );
});

async function hashOf(key: string, version: number) {
  const found = fixture.database.db.selectFrom('process_package').select('hash').where('key', '=', key).where('version', '=', version);
  return (await found.executeTakeFirst())?.hash;
}

test('calls within calls: each package finds its own, and one that calls itself does so only as it is published', async () => {
  await checks('inner', 'deep');
  await calling('middle', 'perennial:package="inner"');
  await calling('outer', 'perennial:package="middle"');
  const door = fixture.openDoor();
  const id = await start(door, 'outer');
  for (const expected of ['before', 'deep', 'after', 'after', 'ended']) expect(await complete(fixture.openDoor(), id)).toBe(expected);
  const self = await publish(fixture, {
    key: 'self',
    body: `${line(begin, '<bpmn:exclusiveGateway id="which" default="out" />', userTask('work'), end).replace('id="which_work"', 'id="out"')}
      <bpmn:callActivity id="again" calledElement="self" perennial:binding="latest" />
      <bpmn:sequenceFlow id="in" sourceRef="which" targetRef="again"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= false</bpmn:conditionExpression></bpmn:sequenceFlow>
      <bpmn:sequenceFlow id="back" sourceRef="again" targetRef="work" />`,
  });
  expect(self).toBe(1);
  expect(await complete(door, await start(door, 'self'))).toBe('ended');
  expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
});

test('a step that ended a call is undone though the called package was published anew since', async () => {
  const [theirs, ours] = [`jobs-${randomUUID().slice(0, 8)}`, `undo-${randomUUID().slice(0, 8)}`];
  const job = '<bpmn:extensionElements><perennial:job type="call-webhook" /></bpmn:extensionElements>';
  const body = `${begin}<bpmn:parallelGateway id="fork" />${userTask('one')}
    <bpmn:serviceTask id="tell" name="Tell">${job}</bpmn:serviceTask>
    <bpmn:endEvent id="stop"><bpmn:terminateEventDefinition /></bpmn:endEvent><bpmn:endEvent id="told" />
    <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="fork" /><bpmn:sequenceFlow id="f2" sourceRef="fork" targetRef="one" />
    <bpmn:sequenceFlow id="f3" sourceRef="fork" targetRef="tell" /><bpmn:sequenceFlow id="f4" sourceRef="one" targetRef="stop" />
    <bpmn:sequenceFlow id="f5" sourceRef="tell" targetRef="told" />`;
  await publish(fixture, { key: theirs, body });
  await calling(ours, `perennial:binding="latest" perennial:package="${theirs}"`);
  const door = fixture.openDoor();
  const id = await start(door, ours);
  expect(await complete(door, id)).toBe('one');
  expect(await complete(door, id)).toBe('after');
  await checks(theirs, 'other');
  const undo = { instanceId: id, commandId: `u-${id}`, command: { type: 'undo' as const }, actor: anna };
  done(await fixture.openDoor().executeCommand(undo));
  expect((await step(id))?.element).toBe('one');
  expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
});

test('a call to what is not published is refused before publishing, naming the call', async () => {
  const body = (attributes: string) => line(begin, `<bpmn:callActivity id="call" name="Verify" ${attributes} />`, end);
  const refused = (key: string, attributes: string) =>
    publish(fixture, { key, body: body(attributes) }).then(String, (error: Error) => error.message);
  await checks('there', 'one');
  expect(await refused('no1', 'perennial:package="nowhere"')).toContain('call-activity/package-unknown');
  expect(await refused('no2', 'perennial:package="there" perennial:version="2"')).toContain('call-activity/version-unknown');
  expect(await refused('no3', 'perennial:package="there" calledElement="nothing"')).toContain('call-activity/process-unknown-there');
  expect(await refused('no3', 'perennial:package="there" calledElement="nothing"')).toContain('“Verify” (call)');
  expect(await refused('yes', 'perennial:package="there" perennial:version="1"')).toBe('1');
});

test('one whose package is gone all the same is an incident, retried when it is published', async () => {
  await checks('late-one', 'one');
  await calling('caller', 'perennial:package="late-one"');
  const door = fixture.openDoor();
  const id = await start(door, 'caller');
  for (const table of ['process_package_file', 'process_package'] as const) {
    await fixture.database.db.deleteFrom(table).where('key', '=', 'late-one').execute();
  }
  expect(await complete(door, id)).toBe('ended');
  const incident = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', id).executeTakeFirstOrThrow();
  expect(incident).toMatchObject({ code: 'calledPackage', element: 'call' });
  await checks('late-one', 'again');
  const retry = { type: 'retryIncident' as const, incident: incident.id };
  done(await door.executeCommand({ instanceId: id, commandId: `r-${id}`, command: retry, actor: maria }));
  expect((await step(id))?.element).toBe('again');
});
