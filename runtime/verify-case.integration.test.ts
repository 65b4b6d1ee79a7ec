import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { rebuildProjections } from '../db/projections/rebuild.ts';
import { anna, boris, done, type Fixture, openFixture, openTask, startLead, timerActor } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

/** A case that lived: claimed, drafted, taken back, deferred, late. */
async function live() {
  const door = fixture.openDoor();
  const { instanceId, task } = await startLead(fixture, door);
  const commands = [
    { type: 'claim' as const, task },
    { type: 'saveDraft' as const, task, draft: { 'lead.need': 'labels' } },
    { type: 'unclaim' as const, task, reason: 'lunch' },
    { type: 'claim' as const, task },
    { type: 'defer' as const, task, followUpAt: fixture.clock.at + 3_600_000, reason: 'asked for it' },
  ];
  for (const command of commands) done(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna }));
  fixture.clock.at += 7_200_000;
  done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'advance' }, actor: timerActor }));
  return { door, instanceId };
}

test('a case that lived is sound', async () => {
  const { instanceId } = await live();
  expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
});

const damages: [string, string, RegExp][] = [
  ['a task that vanished', `delete from user_task where instance_id = $1 and element = 'call'`, /user_task \d+\.\*/],
  [
    'a task that changed hands',
    `update user_task set assignee = 'boris' where instance_id = $1 and element = 'rescue'`,
    /user_task \d+\.assignee/,
  ],
  ['a timer that stands', `update timer set status = 'armed' where instance_id = $1`, /timer \d+\.status/],
  ['a lost fact', `delete from fact where instance_id = $1 and number = 3`, /fact 3 is missing/],
  [
    'a state of its own',
    `update instance set state = jsonb_set(state, '{stage}', '"won"') where id = $1`,
    /state is not what its facts make/,
  ],
  ['a lost command', `delete from command where instance_id = $1 and type = 'advance'`, /commands end at fact/],
];
test.each(damages)('%s is noticed', async (_, damage, sentence) => {
  const { instanceId } = await live();
  await fixture.database.pool.query(damage, [instanceId]);
  expect((await verifyCase(fixture.database.pool, instanceId)).join('\n')).toMatch(sentence);
});

test('read models are made anew from the facts, and the product goes on', async () => {
  const { door, instanceId } = await live();
  for (const table of ['user_task', 'timer', 'incident', 'job', 'message_subscription']) {
    await fixture.database.pool.query(`delete from ${table} where instance_id = $1`, [instanceId]);
  }
  await fixture.database.pool.query(
    `insert into timer (instance_id, id, element_instance, element, purpose, due_at, rule, armed_at, status)
      values ($1, 9999, 1, 'x', 'event', now(), 'x', now(), 'armed')`,
    [instanceId],
  );
  await rebuildProjections(fixture.database.db, instanceId);
  expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
  const task = await openTask(fixture, instanceId);
  const actor = { ...boris, groups: ['supervisor'] };
  const command = { type: 'completeTask' as const, task, values: {} };
  done(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor }));
});
