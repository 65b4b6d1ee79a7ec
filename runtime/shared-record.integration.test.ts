import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../engine/contract/index.ts';
import { anna, done, type Fixture, openFixture, openTask, rejected, startLead } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const attach = (instanceId: string, recordId: string, relation: 'owns' | 'refers' = 'owns') => ({
  instanceId,
  commandId: `start-${instanceId}`,
  packageKey: 'test-loop',
  variables: {},
  records: [{ alias: 'lead', type: 'lead', id: recordId, relation }],
  actor: anna,
});

test('two cases and an editor change one record at once: no version twice, both histories tell all of it', async () => {
  const doors = [fixture.openDoor(), fixture.openDoor()];
  const first = await startLead(fixture, doors[0]!, 'test-loop');
  const second = randomUUID();
  done(await doors[1]!.startInstance(attach(second, first.recordId)));
  const work = async (door: number, instanceId: string, field: string) => {
    for (let round = 0; round < 15; round += 1) {
      const task = await openTask(fixture, instanceId);
      const values = { [`lead.${field}`]: `${field} ${round}` };
      const command: Command = { type: 'completeTask', task, outcome: 'again', values };
      done(await doors[door]!.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna }));
    }
  };
  const edit = async (door: number) => {
    for (let round = 0; round < 15; round += 1) {
      done(
        await doors[door]!.changeRecord({ recordId: first.recordId, commandId: randomUUID(), patch: { amount: round + 1 }, actor: anna }),
      );
    }
  };
  await Promise.all([work(0, first.instanceId, 'need'), work(1, second, 'details'), edit(0), edit(1)]);
  const record = await fixture.record(first.recordId);
  const changes = await fixture.database.db
    .selectFrom('record_change')
    .select(['version', 'patch'])
    .where('record_id', '=', record.id)
    .orderBy('version')
    .execute();
  expect(changes.map((change) => change.version)).toEqual(changes.map((_, index) => index + 2));
  expect(record.version).toBe(changes.length + 1);
  expect(record.fields).toEqual({ need: 'need 14', details: 'details 14' });
  for (const instanceId of [first.instanceId, second]) {
    const told = (await fixture.facts(instanceId)).filter((fact) => fact.type === 'recordChanged');
    expect(told.map((fact) => [fact.recordVersion, fact.patch])).toEqual(changes.map((change) => [change.version, change.patch]));
    expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
  }
});

test('a case that is remembered elsewhere learns of a new owner before it changes their record', async () => {
  const [remembers, other] = [fixture.openDoor(), fixture.openDoor()];
  const { instanceId, recordId, task } = await startLead(fixture, remembers, 'test-loop');
  const second = randomUUID();
  done(await other.startInstance(attach(second, recordId)));
  const command: Command = { type: 'completeTask', task, outcome: 'again', values: { 'lead.need': 'tape' } };
  done(await remembers.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna }));
  expect((await fixture.facts(second)).filter((fact) => fact.type === 'recordChanged')).toHaveLength(1);
});

test('a record has at most twenty open owners', async () => {
  const door = fixture.openDoor();
  const { recordId } = await startLead(fixture, door, 'test-loop');
  for (let owners = 1; owners < 20; owners += 1) done(await door.startInstance(attach(randomUUID(), recordId)));
  expect(rejected(await door.startInstance(attach(randomUUID(), recordId))).message).toContain('20 open cases');
  done(await door.startInstance(attach(randomUUID(), recordId, 'refers')));
  expect(await door.changeRecord({ recordId, commandId: randomUUID(), patch: { need: 'all' }, actor: anna })).toMatchObject({
    recordVersion: 2,
  });
  await door.idle();
});

test.each([
  ['unknown', randomUUID(), 'recordUnknown'],
  ['of another type', undefined, 'recordUnknown'],
])('a record that is %s cannot be attached', async (_, id, code) => {
  const door = fixture.openDoor();
  const recordId = id ?? (await startLead(fixture, door)).recordId;
  const request = attach(randomUUID(), recordId);
  const records = [{ alias: 'deal', type: 'deal', id: recordId, relation: 'owns' as const }];
  expect(rejected(await door.startInstance({ ...request, records })).code).toBe(code);
});
