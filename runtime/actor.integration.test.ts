import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anna, done, type Fixture, openFixture, rejected, startLead } from './testing/door-fixture.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

async function hire(roles: string[]) {
  const id = `user-${randomUUID()}`;
  await fixture.database.db.insertInto('app_user').values({ id, login: id, name: 'Newcomer', roles }).execute();
  return { ...anna, id, roles };
}

test.each([
  ['was deactivated', { active: false }],
  ['lost a role since', { roles: ['clerk'] }],
])('who %s moves nothing more, whatever his session says', async (_, change) => {
  const doors = [fixture.openDoor(), fixture.openDoor()];
  const user = await hire(['rep']);
  const { instanceId, task } = await startLead(fixture, doors[0]!);
  done(await doors[0]!.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'claim', task }, actor: user }));
  await fixture.database.db.updateTable('app_user').set(change).where('id', '=', user.id).execute();
  const before = await fixture.facts(instanceId);
  const command = { type: 'completeTask' as const, task, outcome: 'hot', values: {} };
  for (const door of doors) {
    const alongsides = [undefined, async () => undefined];
    for (const alongside of alongsides) {
      const refusal = rejected(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: user, alongside }));
      expect(refusal.code).toBe('forbidden');
    }
  }
  expect(await fixture.facts(instanceId)).toEqual(before);
});

test('what is written alongside stands or falls with the command', async () => {
  const door = fixture.openDoor();
  const { instanceId, task } = await startLead(fixture, door);
  const command = { type: 'completeTask' as const, task, outcome: 'hot', values: {} };
  const team = (key: string) => ({ key, name: key });
  const failing = door.executeCommand({
    instanceId,
    commandId: 'alongside-1',
    command,
    actor: anna,
    alongside: async (trx) => {
      await trx.insertInto('team').values(team('lost')).execute();
      throw new Error('the other half failed');
    },
  });
  await expect(failing).rejects.toThrow('the other half failed');
  expect((await fixture.tasks(instanceId)).map((each) => each.status)).toEqual(['open']);
  const request = { instanceId, commandId: 'alongside-1', command, actor: anna };
  done(
    await door.executeCommand({
      ...request,
      alongside: async (trx) => {
        await trx.insertInto('team').values(team('kept')).execute();
      },
    }),
  );
  expect(done(await door.executeCommand(request)).repeated).toBe(true);
  const teams = await fixture.database.db.selectFrom('team').select('key').where('key', 'in', ['lost', 'kept']).execute();
  expect(teams).toEqual([{ key: 'kept' }]);
});
