import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createProcess, publishMessage, publishProcess, throwSignal } from '../../api/contract/index.ts';
import { ownId } from '../../api/views/given-id.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { ApiClient, ApiError } from '../helpers/api-client.ts';
import { type Parts, startParts } from './parts.ts';
import { signalPackages } from './signal-packages.ts';

const root = resolve(import.meta.dirname, '../..');

/** API and worker are killed while signals and messages are on their way: each receiver gets each of them, once. */
describe('API and worker are killed while they tell', () => {
  let parts: Parts;
  let pool: pg.Pool;
  let admin: ApiClient;
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-signals-'));

  beforeAll(async () => {
    parts = await startParts(root, dataDir);
    pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
    const owner = new ApiClient(parts.url);
    await owner.signIn('piotr', demoPassword);
    for (const body of signalPackages) {
      const { key, revision } = await owner.call(createProcess, { body });
      await owner.call(publishProcess, { params: { process: key }, body: { revision } });
    }
    admin = new ApiClient(parts.url);
    await admin.signIn('adam', demoPassword);
  });
  afterAll(async () => {
    await pool?.end();
    await parts?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** Until the API answers: it may be dead, and what it did before is not done twice. */
  async function again<Reply>(ask: () => Promise<Reply>): Promise<Reply> {
    for (;;) {
      try {
        return await ask();
      } catch (error) {
        if (error instanceof ApiError && error.status < 500) throw error;
        await pause(100);
      }
    }
  }
  const send = (id: string, name: string, more: object = {}) =>
    again(() => admin.call(publishMessage, { body: { id, name, timeToLive: 'PT1H', ...more } }));
  const count = async (sql: string, ...values: unknown[]) =>
    (await pool.query<{ n: number }>(`select count(*)::integer as n from ${sql}`, values)).rows[0]?.n;

  async function openMany(process: string, run: string, howMany: number, variables = (_index: number) => ({})): Promise<string[]> {
    const ids = Array.from({ length: howMany }, (_, index) => `${run}-${process}-${index}`);
    await Promise.all(ids.map((id, index) => send(id, `kill.open.${process}`, { payload: variables(index) })));
    await expect
      .poll(() => count(`message where id = any($1) and status = 'delivered'`, ids.map(ownId)), { timeout: 120_000, interval: 200 })
      .toBe(howMany);
    const { rows } = await pool.query<{ instance_id: string }>('select instance_id from message where id = any($1)', [ids.map(ownId)]);
    return rows.map((row) => row.instance_id);
  }
  const factsOf = (type: string, ids: string[]) => count(`fact where type = $1 and instance_id = any($2)`, type, ids);
  const settled = (signal: string) =>
    count(
      `signal_delivery d join signal s on s.id = d.signal_id where s.name = 'kill.go' and d.status = 'waiting' and (s.id = $1 or s.source_instance = $1)`,
      signal,
    );

  async function expectHeardOnce(receivers: string[], signal: string): Promise<void> {
    await expect.poll(() => settled(signal), { timeout: 180_000, interval: 250 }).toBe(0);
    expect(await factsOf('signalReceived', receivers)).toBe(receivers.length);
    expect(await count(`user_task where element = 'work' and status = 'open' and instance_id = any($1)`, receivers)).toBe(receivers.length);
    const started = `signal_delivery d join signal s on s.id = d.signal_id join instance i on i.id = d.receiver
      where d.package_key = 'kill-begun' and (s.id = $1 or s.source_instance = $1)`;
    expect(await count(started, signal)).toBe(1);
    for (const id of receivers.slice(0, 20)) expect(await verifyCase(pool, id)).toEqual([]);
  }

  it.each([
    { part: 'api' as const, at: 'after-commit:9' },
    { part: 'api' as const, at: 'before-commit:25' },
  ])('a signal from outside, and the API dies $at', async ({ part, at }) => {
    const receivers = await openMany('hears', at, 50);
    parts.arm(part, at);
    await parts.kill(part);
    parts.arm(part, undefined);
    const before = parts.deaths(part);
    await again(() => admin.call(throwSignal, { body: { id: `signal-${at}`, name: 'kill.go' } }));
    await expectHeardOnce(receivers, ownId(`signal-${at}`));
    expect(parts.deaths(part)).toBeGreaterThanOrEqual(before);
  });

  it.each([1, 2])('a signal thrown by a case, and both are killed while it spreads (%i)', async (round) => {
    const receivers = await openMany('hears', `thrown-${round}`, 50);
    await send(`throw-${round}`, 'kill.open.throws');
    await pause(20 * round);
    await Promise.all([parts.kill('api'), parts.kill('worker')]);
    const thrower = async () =>
      (
        await pool.query<{ id: string }>(
          `select s.source_instance as id from signal s join message m on m.instance_id = s.source_instance where m.id = $1`,
          [ownId(`throw-${round}`)],
        )
      ).rows[0]?.id;
    await expect.poll(thrower, { timeout: 120_000, interval: 200 }).toBeTypeOf('string');
    await expectHeardOnce(receivers, (await thrower()) ?? '');
  });

  it('messages by key and one to all, and both are killed twice meanwhile', async () => {
    const cases = await openMany('pays', 'paid', 60, (index) => ({ order: `O-${index % 30}` }));
    const killing = (async () => {
      for (const part of ['worker', 'api', 'worker', 'api'] as const) {
        await pause(60);
        await parts.kill(part);
      }
    })();
    // Two cases wait under each key: the first twenty keys get two messages for one, the others one for all.
    for (let key = 0; key < 30; key += 1) {
      if (key < 20) for (const half of ['a', 'b']) await send(`paid-${key}-${half}`, 'kill.paid', { key: `O-${key}` });
      else await send(`paid-${key}`, 'kill.paid', { key: `O-${key}`, receivers: 'all' });
    }
    await killing;
    await expect.poll(() => factsOf('messageReceived', cases), { timeout: 180_000, interval: 250 }).toBe(60);
    expect(await count(`user_task where element = 'work' and status = 'open' and instance_id = any($1)`, cases)).toBe(60);
    for (const id of cases.slice(0, 20)) expect(await verifyCase(pool, id)).toEqual([]);
  });
});
