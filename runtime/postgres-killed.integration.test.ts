import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { freePort } from '../cli/servers/free-port.ts';
import { startPostgres } from '../cli/servers/postgres.ts';
import type { CommandResult } from './contract.ts';
import { anna, type Fixture, openFixture, until } from './testing/door-fixture.ts';
import { verifyCase } from './verify-case.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'perennial-killed-'));
let port: number;
let server: Awaited<ReturnType<typeof startPostgres>>;
let fixture: Fixture;
const start = () => startPostgres({ dataDir, port });
beforeAll(async () => {
  port = await freePort();
  server = await start();
  fixture = await openFixture(server.url);
});
afterAll(async () => {
  await fixture.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a client does that wants an answer: the same request again until there is one. */
async function insist(ask: () => Promise<CommandResult>): Promise<CommandResult> {
  for (;;) {
    try {
      return await ask();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }
}

test('Postgres is killed three times under eight callers: nothing accepted is lost, nothing is done twice', async () => {
  const doors = [fixture.openDoor(), fixture.openDoor()];
  const total = 240;
  let next = 0;
  let finished = 0;
  const answers = new Map<string, Extract<CommandResult, { status: 'done' }>>();
  async function caller(lane: number) {
    const door = doors[lane % 2]!;
    const ask = async (commandId: string, request: () => Promise<CommandResult>) => {
      const result = await insist(request);
      if (result.status !== 'done') throw new Error(`${commandId}: ${JSON.stringify(result)}`);
      answers.set(commandId, result);
      return result.reply.tasks as number[];
    };
    while (next < total) {
      next += 1;
      const instanceId = randomUUID();
      const recordId = randomUUID();
      const records = [{ alias: 'lead', type: 'lead', id: recordId, relation: 'owns' as const, create: { title: 'Kowal', fields: {} } }];
      const ids = ['start', 'call', 'offer'].map((step) => `${step}-${instanceId}`);
      const begin = { instanceId, commandId: ids[0]!, packageKey: 'test-lead', variables: {}, records, actor: anna };
      const [call] = await ask(ids[0]!, () => door.startInstance(begin));
      const complete = (commandId: string, task: number | undefined, outcome: string | undefined, values: object) =>
        ask(commandId, () => {
          const command = { type: 'completeTask' as const, task: task!, outcome, values: { ...values } };
          return door.executeCommand({ instanceId, commandId, command, actor: anna });
        });
      const [offer] = await complete(ids[1]!, call, 'hot', {});
      await complete(ids[2]!, offer, undefined, { 'lead.amount': 5, 'lead.closeDate': '2027-05-01' });
      finished += 1;
    }
  }
  const callers = Promise.all(Array.from({ length: 8 }, (_, lane) => caller(lane)));
  for (const share of [0.2, 0.45, 0.7]) {
    await until(() => finished >= total * share);
    process.kill(server.pid, 'SIGKILL');
    server = await start();
  }
  await callers;
  const { rows } = await fixture.database.pool.query<{ id: string; status: string }>('select id, status from instance');
  expect(rows.filter((row) => row.status === 'completed').length).toBe(rows.length);
  const stored = await fixture.database.db.selectFrom('command').select(['id', 'reply', 'last_fact']).execute();
  expect(stored).toHaveLength(answers.size);
  for (const { id, reply, last_fact } of stored)
    expect([id, answers.get(id)?.reply, answers.get(id)?.lastFact]).toEqual([id, reply, last_fact]);
  for (const { id } of rows) expect(await verifyCase(fixture.database.pool, id)).toEqual([]);
  expect(rows.length).toBeGreaterThanOrEqual(total);
});
