import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { timerActor } from '../../activities/advance.ts';
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
});
