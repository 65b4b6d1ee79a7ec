import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { expect, it } from 'vitest';
import { claimTask, completeTask, getTask, listUsers, saveDraft } from '../../api/contract/index.ts';
import { build } from '../../cli/launcher/build.mjs';
import type { Installation } from '../../cli/product/start-installation.ts';
import { openDatabase } from '../../db/database.ts';
import { factsOf } from '../../db/queries/feed.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { createClock, moveClock } from '../../runtime/clock/index.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { anna, until } from '../carry/carry-fixture.ts';
import { timerPackage } from '../carry/packages.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { startTestInstallation } from '../helpers/installation.ts';
import { deadlinePackage } from './deadline-package.ts';

const root = resolve(import.meta.dirname, '../..');
const minute = 60_000;
const pauses = ['PT5M', 'PT2M', 'PT9M30S'];

/** What the test does beside the API: publishes its packages, starts cases, reads facts, moves the clock. */
async function beside(installation: Installation) {
  const database = openDatabase(installation.databaseUrl, { connections: 4 });
  const clock = await createClock(database.pool);
  const packages = createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion });
  const door = createDoor({ database, clock, decide: inProcessDecider, packages });
  return {
    database,
    async publish(): Promise<void> {
      for (const { key, files } of [timerPackage, deadlinePackage('p48', { calendar: 'none', alerts: [] })])
        expect((await packages.publish({ key, files, actor: null, now: clock.now() })).ok).toBe(true);
    },
    async start(packageKey: string, variables: { [name: string]: string }): Promise<string> {
      const instanceId = `${packageKey}-${randomUUID()}`;
      const request = { instanceId, commandId: instanceId, packageKey, variables, records: [], actor: anna };
      expect((await door.startInstance(request)).status).toBe('done');
      return instanceId;
    },
    facts: (instanceId: string) => factsOf(database.pool, instanceId),
    openTask: async (instanceId: string) => {
      const query = database.db.selectFrom('user_task').select(['element', 'element_instance']).where('instance_id', '=', instanceId);
      const row = await query.where('status', '=', 'open').executeTakeFirst();
      return row && { element: row.element, id: `${instanceId}:${row.element_instance}` };
    },
    async close(): Promise<void> {
      await door.idle();
      clock.close();
      await database.close();
    },
  };
}

async function rep(installation: Installation): Promise<ApiClient> {
  const supervisor = new ApiClient(installation.url);
  await supervisor.signIn('marta', 'perennial');
  const { users } = await supervisor.call(listUsers);
  const seller = users.find((user) => user.active && user.roles.includes('rep') && user.teams.includes('sales'));
  const client = new ApiClient(installation.url);
  await client.signIn(seller?.id ?? '', 'perennial');
  return client;
}

it('P48: worker, API and Temporal killed; ten minutes later timers fire once, the claimed task and its draft are there', async () => {
  await build(root, { web: false });
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-p48-'));
  const start = () => startTestInstallation({ root, dataDir, seed: 'staff', quiet: true });
  let installation = await start();
  let hand = await beside(installation);
  try {
    await hand.publish();
    const timed = await Promise.all(pauses.map((pause) => hand.start('carry-timer', { pause })));
    const drafted = await hand.start('p48', { due: 'PT4H' });
    const seller = await rep(installation);
    const task = (await hand.openTask(drafted))?.id ?? '';
    const draft = { note: `half a sentence ${randomUUID()}` };
    await seller.call(claimTask, { params: { task } });
    await seller.call(saveDraft, { params: { task }, body: { draft } });
    const before = await Promise.all(timed.map(hand.facts));

    const { api, worker, temporal } = installation.pids;
    for (const pid of [worker, api, temporal]) process.kill(pid, 'SIGKILL');
    await moveClock(hand.database.pool, 10 * minute);
    await hand.close();
    await installation.stop();

    installation = await start();
    const back = performance.now();
    hand = await beside(installation);
    for (const id of timed) await until('the step behind the timer', async () => (await hand.openTask(id))?.element === 'after');
    const seconds = (performance.now() - back) / 1000;
    process.stdout.write(`timers fired ${seconds.toFixed(1)} s after the start\n`);
    expect(seconds).toBeLessThan(30);
    for (const [index, id] of timed.entries()) {
      const facts = await hand.facts(id);
      expect(facts.slice(0, before[index]?.length)).toEqual(before[index]);
      expect(facts.filter((fact) => fact.type === 'timerFired')).toHaveLength(1);
    }
    const again = await rep(installation);
    const found = await again.call(getTask, { params: { task } });
    expect(found.draft).toEqual(draft);
    expect(found.assignee?.id).toBe(again.me?.id);
    await again.call(completeTask, { params: { task }, body: {} });
    expect((await hand.facts(drafted)).at(-1)?.type).toBe('instanceCompleted');
  } finally {
    await hand.close().catch(() => undefined);
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
});
