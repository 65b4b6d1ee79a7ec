import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Command } from '../engine/contract/index.ts';
import type { Decider } from './door-context.ts';
import { inProcessDecider } from './in-process.ts';
import { createSandbox, type Sandbox, sandboxDecider, sandboxEntry } from './sandbox/index.ts';
import { anna, done, type Fixture, maria, openFixture, openTask, startLead, timerActor } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

let fixture: Fixture;
let sandbox: Sandbox;
beforeAll(async () => {
  fixture = await openFixture();
  sandbox = createSandbox({ entry: await sandboxEntry(), size: 2 });
});
afterAll(async () => {
  await sandbox.close();
  await fixture.close();
});

/** As if the sandbox were killed on some commands. */
function killedOn(when: (command: Command, version: number) => boolean): Decider {
  return async (request) =>
    when(request.command, request.version) ? { ended: false, code: 'killed', message: 'ran too long, twice' } : inProcessDecider(request);
}

const incidents = (instanceId: string) =>
  fixture.database.db.selectFrom('incident').selectAll().where('instance_id', '=', instanceId).execute();

test('a timer that cannot be decided is parked by an incident, and fires when that is retried', async () => {
  let explodes = true;
  const door = fixture.openDoor({ decide: killedOn((command) => explodes && command.type === 'advance') });
  const { instanceId } = await startLead(fixture, door);
  fixture.clock.at += 7_200_000;
  const advance = () => door.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'advance' }, actor: timerActor });
  const stopped = await advance();
  const [incident] = await incidents(instanceId);
  expect(stopped).toEqual({ status: 'stopped', incident: `${instanceId}:${incident?.id}`, code: 'killed' });
  expect(incident).toMatchObject({ code: 'killed', status: 'open', trigger: { kind: 'timer' } });
  const instance = await fixture.database.db.selectFrom('instance').select('due_at').where('id', '=', instanceId).execute();
  expect(instance).toEqual([{ due_at: null }]);
  explodes = false;
  const retry: Command = { type: 'retryIncident', incident: incident?.id ?? 0 };
  done(await door.executeCommand({ instanceId, commandId: randomUUID(), command: retry, actor: maria }));
  await advance();
  expect((await fixture.tasks(instanceId)).map((task) => [task.element, task.status])).toEqual([
    ['call', 'cancelled'],
    ['rescue', 'open'],
  ]);
  expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
});

test('a kill on a remembered state is not the last word', async () => {
  const other = fixture.openDoor();
  // Explodes on the state as it was when it was remembered, and only there.
  const door = fixture.openDoor({ decide: killedOn((command, version) => command.type === 'completeTask' && version === 1) });
  const { instanceId, task } = await startLead(fixture, door);
  done(await other.executeCommand({ instanceId, commandId: randomUUID(), command: { type: 'claim', task }, actor: anna }));
  const command: Command = { type: 'completeTask', task, outcome: 'hot', values: {} };
  done(await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna }));
  expect(await incidents(instanceId)).toEqual([]);
});

test('a step of a person that cannot be decided stays open, and may be tried again under the same id', async () => {
  let explodes = true;
  const door = fixture.openDoor({ decide: killedOn((command) => explodes && command.type === 'completeTask') });
  const { instanceId, task } = await startLead(fixture, door);
  const command: Command = { type: 'completeTask', task, outcome: 'hot', values: {} };
  const request = { instanceId, commandId: randomUUID(), command, actor: anna };
  expect((await door.executeCommand(request)).status).toBe('stopped');
  expect((await door.executeCommand(request)).status).toBe('stopped');
  explodes = false;
  done(await door.executeCommand(request));
  expect(await verifyCase(fixture.database.pool, instanceId)).toEqual([]);
});

test('through child processes: what explodes is an incident within two seconds, while others go on', async () => {
  const door = fixture.openDoor({ decide: sandboxDecider(sandbox) });
  const start = async (formula: string) => {
    const instanceId = randomUUID();
    const request = { instanceId, commandId: randomUUID(), packageKey: 'test-explode', variables: { formula }, records: [], actor: anna };
    done(await door.startInstance(request));
    return { instanceId, task: await openTask(fixture, instanceId) };
  };
  const complete = async ({ instanceId, task }: { instanceId: string; task: number }) => {
    const begun = performance.now();
    const command: Command = { type: 'completeTask', task, values: {} };
    const result = await door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna });
    return { result, ms: performance.now() - begun };
  };
  for (const formula of ['double', 'range', 'backtrack']) {
    const hostile = await start(formula);
    const others = await Promise.all(Array.from({ length: 10 }, () => start('none')));
    const exploding = complete(hostile);
    for (const other of others) expect((await complete(other)).result.status).toBe('done');
    const { ms } = await exploding;
    expect(ms).toBeLessThan(2_000);
    const open = (await incidents(hostile.instanceId)).filter((incident) => incident.status === 'open');
    // Regular expressions take linear time here, so that one ends its case.
    expect([formula, open.length]).toEqual([formula, formula === 'backtrack' ? 0 : 1]);
    expect(await verifyCase(fixture.database.pool, hostile.instanceId)).toEqual([]);
  }
});

test.each([
  ['whose children do not start', true],
  ['that is closed', false],
])('a sandbox %s says nothing about the case: nothing is written', async (_, open) => {
  const broken = createSandbox({ entry: '/nowhere/child.mjs', size: 1 });
  if (!open) await broken.close();
  const { instanceId, task } = await startLead(fixture, fixture.openDoor());
  const claim = { instanceId, commandId: randomUUID(), command: { type: 'claim' as const, task }, actor: anna };
  await expect(fixture.openDoor({ decide: sandboxDecider(broken) }).executeCommand(claim)).rejects.toThrow();
  await broken.close();
  const instance = fixture.database.db.selectFrom('instance').select('poisoned').where('id', '=', instanceId);
  expect(await instance.executeTakeFirstOrThrow()).toEqual({ poisoned: false });
  expect(await incidents(instanceId)).toEqual([]);
  done(await fixture.openDoor().executeCommand(claim));
});

test('a case of which not even an incident could be decided is a usual one again once a command is', async () => {
  const { instanceId, task } = await startLead(fixture, fixture.openDoor());
  const claim = { instanceId, commandId: randomUUID(), command: { type: 'claim' as const, task }, actor: anna };
  expect(await fixture.openDoor({ decide: killedOn(() => true) }).executeCommand(claim)).toMatchObject({ status: 'stopped', incident: '' });
  const poisoned = async () => {
    const row = fixture.database.db.selectFrom('instance').select('poisoned').where('id', '=', instanceId);
    return (await row.executeTakeFirstOrThrow()).poisoned;
  };
  expect(await poisoned()).toBe(true);
  done(await fixture.openDoor().executeCommand(claim));
  expect(await poisoned()).toBe(false);
});
