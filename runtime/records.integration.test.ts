import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Variables } from '../engine/contract/index.ts';
import type { Decider } from './door-context.ts';
import { inProcessDecider } from './in-process.ts';
import { anna, boris, done, type Fixture, maria, openFixture, openTask, rejected, startLead, until } from './testing/door-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

describe('P37: no door skips required fields', () => {
  test.each([
    [{}, ['lead.amount', 'lead.closeDate']],
    [{ 'lead.amount': 100 }, ['lead.closeDate']],
    [{ 'lead.closeDate': '2027-04-01' }, ['lead.amount']],
  ])('won with %j is refused at %j, nothing half-stored', async (values, paths) => {
    const door = fixture.openDoor();
    const { instanceId, recordId, task } = await startLead(fixture, door);
    const complete = (of: number, more: object) => ({ type: 'completeTask' as const, task: of, values: {}, ...more });
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: complete(task, { outcome: 'hot' }), actor: anna }));
    const offer = await openTask(fixture, instanceId);
    const before = await fixture.record(recordId);
    const refusal = rejected(
      await door.executeCommand({ instanceId, commandId: randomUUID(), command: complete(offer, { values }), actor: anna }),
    );
    expect(refusal.code).toBe('guard');
    expect(refusal.fields?.map((field) => field.path).sort()).toEqual(paths);
    expect(await fixture.record(recordId)).toEqual(before);
    const all = { 'lead.amount': 100, 'lead.closeDate': '2027-04-01' };
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: complete(offer, { values: all }), actor: anna }));
    expect(await fixture.record(recordId)).toMatchObject({ stage: 'won', status: 'won', amount: 100, fields: { closeDate: '2027-04-01' } });
  });

  test('the stage itself cannot be written', async () => {
    const door = fixture.openDoor();
    const { recordId } = await startLead(fixture, door);
    const change = { recordId, commandId: randomUUID(), patch: { stage: 'won' }, actor: anna };
    expect(rejected(await door.changeRecord(change)).fields?.map((field) => field.path)).toEqual(['lead.stage']);
  });
});

describe('a change of a record', () => {
  test('with an old version is a conflict that names both', async () => {
    const door = fixture.openDoor();
    const { recordId } = await startLead(fixture, door);
    const change = (patch: object, actor = anna) =>
      door.changeRecord({ recordId, commandId: randomUUID(), patch: { ...patch }, expectedVersion: 1, actor });
    expect(await change({ need: 'labels' })).toMatchObject({ status: 'done', recordVersion: 2 });
    const conflict = rejected(await change({ need: 'boxes' }, boris));
    expect(conflict).toMatchObject({ code: 'recordConflict', params: { yours: 1, stored: 2 } });
    expect((await fixture.record(recordId)).fields).toEqual({ need: 'labels' });
  });

  test.each([
    [{ amount: 'a lot' }, 'lead.amount'],
    [{ personId: 'Kowal' }, 'lead.personId'],
    [{ title: '' }, 'lead.title'],
  ])('%j is refused at its field', async (patch, path) => {
    const door = fixture.openDoor();
    const { recordId } = await startLead(fixture, door);
    const refusal = rejected(await door.changeRecord({ recordId, commandId: randomUUID(), patch, actor: anna }));
    expect(refusal.fields?.map((field) => field.path)).toEqual([path]);
  });

  test('is one change for all its owners, and a note for who refers to it', async () => {
    const door = fixture.openDoor();
    const { instanceId, recordId } = await startLead(fixture, door);
    const attach = async (relation: 'owns' | 'refers') => {
      const id = `${relation}-${randomUUID()}`;
      const records = [{ alias: 'lead', type: 'lead', id: recordId, relation }];
      done(
        await door.startInstance({
          instanceId: id,
          commandId: `start-${id}`,
          packageKey: 'test-loop',
          variables: {},
          records,
          actor: anna,
        }),
      );
      return id;
    };
    const [owner, referrer] = [await attach('owns'), await attach('refers')];
    done(await fixture.openDoor().changeRecord({ recordId, commandId: randomUUID(), patch: { need: 'tape' }, actor: boris }));
    await until(async () => (await changes(referrer)).length === 1);
    for (const id of [instanceId, owner, referrer]) {
      expect(await changes(id)).toMatchObject([{ patch: { need: 'tape' }, before: { need: null }, recordVersion: 2 }]);
    }
    expect(await fixture.record(recordId)).toMatchObject({ version: 2, fields: { need: 'tape' } });
  });

  test('commits although an owner cannot be decided, which becomes an incident', async () => {
    const explodes: Decider = async (request) => {
      if (request.command.type === 'changeRecord') return { ended: false, code: 'killed', message: 'ran too long' };
      return inProcessDecider(request);
    };
    const door = fixture.openDoor({ decide: explodes });
    const { instanceId, recordId } = await startLead(fixture, door);
    done(await door.changeRecord({ recordId, commandId: randomUUID(), patch: { need: 'glue' }, actor: anna }));
    expect((await fixture.record(recordId)).fields).toEqual({ need: 'glue' });
    const incidents = await fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', instanceId).execute();
    expect(incidents).toMatchObject([{ code: 'killed', status: 'open' }]);
  });

  test('of a record that no case moves stands alone, exactly once', async () => {
    const door = fixture.openDoor();
    const { instanceId, recordId } = await startLead(fixture, door);
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'cancel', reason: 'test' }, actor: maria }));
    const request = { recordId, commandId: randomUUID(), patch: { phone: '+48 22 123 45 67' }, actor: anna };
    const first = await door.changeRecord(request);
    expect(first).toMatchObject({ status: 'done', recordVersion: 2 });
    expect(await door.changeRecord(request)).toEqual({ ...first, repeated: true });
    expect(await door.changeRecord({ ...request, patch: { phone: '' } })).toEqual({ status: 'commandIdReused' });
    expect(await fixture.record(recordId)).toMatchObject({ status: 'cancelled', search: 'kowal +48 22 123 45 67 48221234567' });
  });
});

describe('a change of a record that no case moves', () => {
  async function loneLead() {
    const door = fixture.openDoor();
    const { instanceId, recordId } = await startLead(fixture, door);
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'cancel', reason: 'test' }, actor: maria }));
    return { door, recordId };
  }

  test('is noted by who refers to it, once', async () => {
    const { door, recordId } = await loneLead();
    const referrer = `refers-${randomUUID()}`;
    const records = [{ alias: 'lead', type: 'lead', id: recordId, relation: 'refers' as const }];
    const start = { instanceId: referrer, commandId: referrer, packageKey: 'test-loop', variables: {}, records, actor: anna };
    done(await door.startInstance(start));
    const request = { recordId, commandId: randomUUID(), patch: { need: 'tape' }, actor: boris };
    done(await door.changeRecord(request));
    await door.idle();
    done(await door.changeRecord(request));
    await door.idle();
    expect(await changes(referrer)).toMatchObject([{ patch: { need: 'tape' }, before: { need: null }, recordVersion: 2 }]);
    expect(fixture.told.filter(([id]) => id === referrer).length).toBeGreaterThan(1);
    const open = await fixture.database.db.selectFrom('effect').selectAll().where('instance_id', '=', referrer).execute();
    expect(open.map((effect) => [effect.kind, effect.done_at !== null])).toEqual([['changeRecord', true]]);
  });

  test('is refused to who may not act any more', async () => {
    const { door, recordId } = await loneLead();
    const id = `user-${randomUUID()}`;
    await fixture.database.db
      .insertInto('app_user')
      .values({ id, login: id, name: 'Gone', roles: ['rep'], active: false })
      .execute();
    const actor = { ...anna, id };
    const change = { recordId, commandId: randomUUID(), patch: { need: 'tape' }, actor };
    expect(rejected(await door.changeRecord(change)).code).toBe('forbidden');
    expect((await fixture.record(recordId)).version).toBe(1);
  });
});

describe('P46: a large value blocks nothing', () => {
  test('it is refused with the limit, and the case goes on', async () => {
    const door = fixture.openDoor();
    const { instanceId, recordId, task } = await startLead(fixture, door);
    const command = { type: 'completeTask' as const, task, outcome: 'hot', values: {}, note: 'x'.repeat(3_000_000) };
    const note = rejected(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna }));
    expect(note).toMatchObject({ code: 'tooLarge', params: { limit: 20_000, size: 3_000_000 } });
    const details = Object.fromEntries(Array.from({ length: 50_000 }, (_, index) => [`key${index}`, 'x'.repeat(40)]));
    const field = rejected(await door.changeRecord({ recordId, commandId: randomUUID(), patch: { details }, actor: anna }));
    expect(field).toMatchObject({ code: 'tooLarge', params: { limit: 512_000 } });
    expect(field.fields?.[0]?.path).toBe('details');
    const whole = { type: 'completeTask' as const, task, outcome: 'hot', values: { a: 'x'.repeat(15_000_000) } };
    expect(rejected(await door.executeCommand({ instanceId, commandId: randomUUID(), command: whole, actor: anna })).code).toBe('tooLarge');
    done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { ...whole, values: {} }, actor: anna }));
  });

  test('half a character is refused at the door; a whole one is stored wherever a text is cut', async () => {
    const door = fixture.openDoor();
    const { recordId } = await startLead(fixture, door);
    const change = (patch: Variables, reason?: string) =>
      door.changeRecord({ recordId, commandId: randomUUID(), patch, actor: anna, ...(reason ? { reason } : {}) });
    expect(rejected(await change({ need: 'x\ud83d' })).code).toBe('invalidCommand');
    expect(rejected(await change({ need: 'x' }, 'because \ude00')).code).toBe('invalidCommand');
    // The search text is `kowal ` and the need, cut at 4000.
    done(await change({ need: `${'a'.repeat(3993)}😀 end` }));
    expect((await fixture.record(recordId)).search).toBe(`kowal ${'a'.repeat(3993)}`);
  });

  test.each(['__proto__', 'constructor'])('a value called %s is refused', async (name) => {
    const door = fixture.openDoor();
    const { instanceId, task } = await startLead(fixture, door);
    const values = JSON.parse(`{"${name}": 1}`);
    const command = { type: 'completeTask' as const, task, outcome: 'hot', values };
    expect(rejected(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna })).code).toBe('invalidCommand');
  });
});

async function changes(instanceId: string) {
  return (await fixture.facts(instanceId)).filter((fact) => fact.type === 'recordChanged');
}

test('the number Postgres gives a record is known to the case that made it', async () => {
  const numbers: unknown[] = [];
  const watching: Decider = async (request) => {
    numbers.push(request.ctx.records[0]?.fields.number);
    return inProcessDecider(request);
  };
  const door = fixture.openDoor({ decide: watching });
  const { instanceId, recordId, task } = await startLead(fixture, door);
  done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'claim', task }, actor: anna }));
  expect(numbers).toEqual([0, (await fixture.record(recordId)).number]);
});
