import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Fixture, openFixture, startLead } from '../runtime/testing/door-fixture.ts';
import { commitCompleted, commitFailed } from './commit-job.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

test.each([
  ['is not written alongside', undefined, 0],
  ['is, when it tells what happened in the world', true, 1],
])('what a job made that its case waits for no more %s', async (_, alongsideIfIgnored, written) => {
  const door = fixture.openDoor();
  const { instanceId } = await startLead(fixture, door);
  const key = `team-${randomUUID()}`;
  const attempt = { key: `${instanceId}:999`, instance_id: instanceId, commandId: randomUUID(), signal: new AbortController().signal };
  const outcome = await commitCompleted(door, attempt, {
    output: {},
    alongside: async (trx) => void (await trx.insertInto('team').values({ key, name: key }).execute()),
    alongsideIfIgnored,
  });
  expect(outcome).toEqual({ outcome: 'ignored' });
  const teams = await fixture.database.db.selectFrom('team').select('key').where('key', '=', key).execute();
  expect(teams).toHaveLength(written);
});

test('a failure told in words that cannot be stored is no lost failure', async () => {
  const door = fixture.openDoor();
  const { instanceId } = await startLead(fixture, door);
  const attempt = { key: `${instanceId}:999`, instance_id: instanceId, commandId: randomUUID(), signal: new AbortController().signal };
  await commitFailed(door, attempt, { code: 'httpStatus', message: 'answered \0\ud83d' }, 0);
  // Nobody waits for it here, which the case wrote down: the door took it.
  expect((await fixture.facts(instanceId)).at(-1)).toMatchObject({ type: 'jobResultIgnored' });
});
