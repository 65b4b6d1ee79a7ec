import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startTemporal, type TemporalServer } from '../../cli/servers/temporal.ts';
import { factsOf } from '../../db/queries/feed.ts';
import { reconcile } from '../../runtime/reconcile/index.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { projectRoot } from '../helpers/temporal.ts';
import { anna, complete, factTypes, openTasks, startCase, statusOf, until } from './carry-fixture.ts';
import { payerPackage, timerPackage, wholePackage } from './packages.ts';
import { testStep } from './test-step.ts';

const minute = 60_000;

describe('Temporal goes away', () => {
  const closing: (() => Promise<unknown> | unknown)[] = [];
  afterEach(async () => {
    for (const close of closing.splice(0).toReversed()) await close();
  });

  /** A Temporal of its own, on a port that stays, and the product on it. */
  async function start() {
    const dataDir = mkdtempSync(join(tmpdir(), 'perennial-away-'));
    closing.push(() => rmSync(dataDir, { recursive: true, force: true }));
    let server: TemporalServer = await startTemporal({ dataDir, root: projectRoot });
    const port = Number(server.address.split(':')[1]);
    closing.push(() => server.stop());
    const deeds = new Map<string, number>();
    const step = testStep(async (ctx) => {
      deeds.set(ctx.jobKey, (deeds.get(ctx.jobKey) ?? 0) + 1);
      return { output: { steps: 1 } };
    });
    const product = await startProduct({
      packages: [wholePackage, payerPackage, timerPackage],
      jobTypes: [step],
      temporalAddress: server.address,
    });
    closing.push(() => product.close());
    return {
      product,
      deeds,
      async killTemporal() {
        process.kill(server.pid, 'SIGKILL');
        await server.stop();
      },
      async bringBack() {
        server = await startTemporal({ dataDir, root: projectRoot, port });
      },
      deleteDatabase() {
        for (const suffix of ['', '-wal', '-shm']) rmSync(join(dataDir, `temporal.db${suffix}`), { force: true });
      },
    };
  }

  async function verify(product: TestProduct, ids: string[]) {
    for (const id of ids) expect(await verifyCase(product.database.pool, id)).toEqual([]);
  }

  it('reps go on; when it is back jobs and timers catch up, once, and say that they are late (P48)', async () => {
    const { product, deeds, killTemporal, bringBack } = await start();
    const order = randomUUID();
    const worked = await startCase(product, 'carry-whole', { order });
    const timed = await startCase(product, 'carry-timer', { pause: 'PT5M' });
    const drafted = await startCase(product, 'carry-whole', { order: randomUUID() });
    await product.settle();
    const [task] = await openTasks(product, drafted);
    const draft = { note: 'half a sentence' };
    for (const command of [
      { type: 'claim' as const, task: task?.id ?? 0 },
      { type: 'saveDraft' as const, task: task?.id ?? 0, draft },
    ])
      expect((await product.door.executeCommand({ instanceId: drafted, commandId: randomUUID(), command, actor: anna })).status).toBe(
        'done',
      );

    await killTemporal();
    await complete(product, worked, 'call');
    const payer = await startCase(product, 'carry-payer', { order });
    await complete(product, payer, 'pay');
    const fresh = await startCase(product, 'carry-whole', { order: randomUUID() });
    await product.moveClock(10 * minute);
    expect(await openTasks(product, fresh)).toEqual([]);

    await bringBack();
    await product.settle();
    expect(await statusOf(product, worked)).toBe('completed');
    expect((await openTasks(product, fresh)).map((each) => each.element)).toEqual(['call']);
    const fired = (await factsOf(product.database.pool, timed)).filter((fact) => fact.type === 'timerFired');
    expect(fired).toHaveLength(1);
    expect(fired[0]?.lateBy).toBeGreaterThan(4 * minute);
    expect((await openTasks(product, timed)).map((each) => each.element)).toEqual(['after']);
    const kept = await product.database.db
      .selectFrom('user_task')
      .select(['assignee', 'draft'])
      .where('instance_id', '=', drafted)
      .executeTakeFirstOrThrow();
    expect(kept).toEqual({ assignee: 'anna', draft });
    expect([...deeds.values()].every((times) => times === 1)).toBe(true);
    expect(product.mails).toHaveLength(1);
    await verify(product, [worked, timed, drafted, payer, fresh]);
  });

  it('for good, with its database: every open case gets its workflow back, and nothing is done twice', async () => {
    const { product, deeds, killTemporal, bringBack, deleteDatabase } = await start();
    const ids = await Promise.all(Array.from({ length: 12 }, () => startCase(product, 'carry-whole', { order: randomUUID() })));
    const timed = await startCase(product, 'carry-timer', { pause: 'PT5M' });
    await product.settle();
    const facts = await Promise.all(ids.map((id) => factTypes(product, id)));
    await killTemporal();
    deleteDatabase();
    await bringBack();
    await until('the new server answers', async () => {
      try {
        await reconcile({ pool: product.database.pool, relay: product.relay });
        return true;
      } catch {
        return false;
      }
    });
    for (const id of [...ids, timed]) await until('its workflow runs again', async () => (await product.workflowStatus(id)) === 'running');
    await product.settle();
    expect(await Promise.all(ids.map((id) => factTypes(product, id)))).toEqual(facts);
    expect([...deeds.values()]).toEqual(ids.map(() => 1));
    await product.moveClock(6 * minute);
    await product.settle();
    expect((await openTasks(product, timed)).map((each) => each.element)).toEqual(['after']);
    await verify(product, [...ids, timed]);
  });

  it('the heartbeat notices a Temporal that is older than Postgres, and reconciles by itself', async () => {
    const { product, killTemporal, bringBack, deleteDatabase } = await start();
    const id = await startCase(product, 'carry-whole', { order: randomUUID() });
    await product.settle();
    await until('the heart beats', async () => {
      const row = await product.database.db.selectFrom('installation').select('heartbeat').executeTakeFirstOrThrow();
      return row.heartbeat > 1;
    });
    await killTemporal();
    deleteDatabase();
    await bringBack();
    await until('its workflow runs again', async () => (await product.workflowStatus(id).catch(() => undefined)) === 'running', 120_000);
  });
});
