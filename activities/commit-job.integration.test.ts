import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { anna, done, type Fixture, openFixture, startLead } from '../runtime/testing/door-fixture.ts';
import { OutOfBreath } from '../runtime/testing/out-of-breath.ts';
import { begin, end, line, publish } from '../runtime/testing/publish.ts';
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

test('a result that the case was too slow to take is taken by the next attempt: the job is not done again for it', async () => {
  const mail = `<bpmn:serviceTask id="mail"><bpmn:extensionElements><perennial:job type="send-email"><perennial:input source="= &quot;a@b.pl&quot;" target="to" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
  await publish(fixture, { key: 'mails', body: line(begin, mail, end) });
  const instanceId = `mails-${randomUUID()}`;
  const start = { instanceId, commandId: instanceId, packageKey: 'mails', variables: {}, records: [], actor: anna };
  done(await fixture.openDoor().startInstance(start));
  const { key } = await fixture.database.db.selectFrom('job').select('key').where('instance_id', '=', instanceId).executeTakeFirstOrThrow();
  const machine = new OutOfBreath(2, ({ type }) => type === 'completeJob');
  const door = fixture.openDoor({ decide: machine.decide });
  const attempt = { key, instance_id: instanceId, commandId: randomUUID(), signal: new AbortController().signal };
  expect(await commitCompleted(door, attempt, { output: { sent: true } })).toEqual({ outcome: 'done' });
  const instance = fixture.database.db.selectFrom('instance').select('status').where('id', '=', instanceId);
  expect(await instance.executeTakeFirstOrThrow()).toEqual({ status: 'completed' });
  const open = fixture.database.db.selectFrom('incident').select('id').where('instance_id', '=', instanceId).where('status', '=', 'open');
  expect(await open.execute()).toEqual([]);
});
