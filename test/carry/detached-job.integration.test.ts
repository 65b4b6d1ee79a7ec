import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timerActor } from '../../activities/advance.ts';
import { giveUpJob } from '../../activities/give-up-job.ts';
import { jobTypes } from '../../activities/jobs/index.ts';
import { testContext } from '../../activities/jobs/testing.ts';
import { insertPeople, people } from '../../api/testing/people.ts';
import { reconcile } from '../../runtime/reconcile/index.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { deadlinePackage } from '../pains/deadline-package.ts';
import { complete, hour, startCase, statusOf, until } from './carry-fixture.ts';

describe('a notification whose case ends before it is sent', () => {
  let product: TestProduct;
  beforeAll(async () => {
    const late = deadlinePackage('carry-late', { calendar: 'none', alerts: [{ at: 'late', to: 'supervisor', level: 'late' }] });
    product = await startProduct({ packages: [late] });
  });
  afterAll(() => product.close());

  it.each(['told by its commit', 'told by reconcile, its workflow gone'])('is sent all the same: %s', async (way) => {
    await product.settle();
    await product.stopWorker();
    const id = await startCase(product, 'carry-late', { due: 'PT1H' });
    await product.moveClock(2 * hour);
    await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command: { type: 'advance' }, actor: timerActor });
    await complete(product, id, 'call');
    expect(await statusOf(product, id)).toBe('completed');
    const jobs = () => product.database.db.selectFrom('job').select('status').where('instance_id', '=', id).execute();
    expect(await jobs()).toEqual([{ status: 'waiting' }]);
    await product.relay.idle();
    if (way.includes('reconcile')) {
      await product.client.workflow.getHandle(id).terminate('by hand');
      expect((await reconcile({ pool: product.database.pool, relay: product.relay })).told).toBe(1);
    }
    await product.startWorker();
    await product.settle();
    expect(await jobs()).toEqual([{ status: 'done' }]);
    await until('its workflow ends', async () => (await product.workflowStatus(id)) === 'completed');
  });

  it('is told in the app when Temporal gives it up begun, and nobody knows whether its mail left', async () => {
    await insertPeople(product.database.db, people);
    await product.settle();
    await product.stopWorker();
    const id = await startCase(product, 'carry-late', { due: 'PT1H' });
    await product.moveClock(2 * hour);
    await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command: { type: 'advance' }, actor: timerActor });
    const { db, pool } = product.database;
    const { key } = await db.selectFrom('job').select('key').where('instance_id', '=', id).executeTakeFirstOrThrow();
    await db.updateTable('job').set({ status: 'begun', worker: 'lost' }).where('key', '=', key).execute();
    const world = testContext({ db, door: product.door });
    await giveUpJob({ pool, world, jobTypes }, { key, epoch: randomUUID(), why: 'timedOut' });
    expect(await db.selectFrom('job').select('status').where('key', '=', key).executeTakeFirst()).toEqual({ status: 'uncertain' });
    const told = await db.selectFrom('notification').select(['user_id', 'kind']).where('fold_key', '=', key).execute();
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ kind }) => kind === 'late')).toBe(true);
    expect(world.mails).toEqual([]);
    await product.startWorker();
  });
});
