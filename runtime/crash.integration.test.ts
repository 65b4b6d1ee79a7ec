import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { CommandRequest, CommandResult } from './contract.ts';
import { anna, done, type Fixture, openFixture, openTask, startLead } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const child = new URL('./testing/crash-child.ts', import.meta.url).pathname;

/** Resolves to the printed result, or to the signal that killed it. */
function runChild(request: CommandRequest, failpoint?: string): Promise<CommandResult | string> {
  const args = ['--import', 'tsx', child, fixture.url, String(fixture.clock.at), 'command', JSON.stringify(request)];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { env: { ...process.env, PERENNIAL_FAILPOINT: failpoint } }, (error, stdout, stderr) => {
      if (error?.signal) resolve(error.signal);
      else if (error) reject(new Error(stderr));
      else resolve(JSON.parse(stdout) as CommandResult);
    });
  });
}

/** The payment case takes the locked path when its task is done (it begins to wait for a message), the lead the fast one. */
const paths = [
  { path: 'fast', packageKey: 'test-lead', outcome: 'hot' },
  { path: 'locked', packageKey: 'test-payment', outcome: undefined },
];

test.each(
  paths.flatMap((each) => [
    { ...each, failpoint: 'before-commit', written: false },
    { ...each, failpoint: 'after-commit', written: true },
  ]),
)(
  'killed $failpoint on the $path path: done once by the retry, with the same answer',
  async ({ packageKey, outcome, failpoint, written }) => {
    const door = fixture.openDoor();
    const instanceId = `${packageKey}-${randomUUID()}`;
    const records = [];
    if (packageKey === 'test-lead') {
      const create = { title: 'Kowal', fields: {} };
      records.push({ alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns' as const, create });
    }
    done(
      await door.startInstance({
        instanceId,
        commandId: `s-${instanceId}`,
        packageKey,
        variables: { order: instanceId },
        records,
        actor: anna,
      }),
    );
    const task = await openTask(fixture, instanceId);
    const command = { type: 'completeTask' as const, task, outcome, values: {} };
    const request = { instanceId, commandId: `c-${instanceId}`, command, actor: anna };
    expect(await runChild(request, failpoint)).toBe('SIGKILL');
    const before = await fixture.facts(instanceId);
    expect(before.some((fact) => fact.type === 'taskCompleted')).toBe(written);
    const answer = done((await runChild(request)) as CommandResult);
    expect(answer.repeated).toBe(written);
    expect((await fixture.facts(instanceId)).filter((fact) => fact.type === 'taskCompleted')).toHaveLength(1);
    // The door of this process still remembers the case as it was before.
    expect(await door.executeCommand(request)).toEqual({ ...answer, repeated: true });
    expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
  },
);

test('what a process forgot to tell is found as untold', async () => {
  const { instanceId } = await startLead(fixture, fixture.openDoor({ notifier: { committed: () => undefined } }));
  const untold = await fixture.database.db
    .selectFrom('instance')
    .select('id')
    .whereRef('told_number', '<', 'effect_number')
    .where('id', '=', instanceId)
    .execute();
  expect(untold).toEqual([{ id: instanceId }]);
});
