import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reconcile } from '../../runtime/reconcile/index.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { anna, complete, factTypes, hour, maria, openTasks, startCase, statusOf, until } from './carry-fixture.ts';
import { payerPackage, timerPackage, wholePackage } from './packages.ts';
import { testStep } from './test-step.ts';

describe('a workflow that is gone', () => {
  let product: TestProduct;
  beforeAll(async () => {
    const step = testStep(async () => ({ output: { steps: 1 } }));
    product = await startProduct({ packages: [wholePackage, payerPackage, timerPackage], jobTypes: [step] });
  });
  afterAll(() => product.close());

  const terminate = (id: string) => product.client.workflow.getHandle(id).terminate('by hand');

  it('comes back when its next effect is due', async () => {
    const id = await startCase(product, 'carry-whole', { order: randomUUID() });
    await product.settle();
    await terminate(id);
    expect(await product.workflowStatus(id)).toBe('terminated');
    await product.moveClock(2 * hour + 1000);
    await product.settle();
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['rescue']);
    expect(await product.workflowStatus(id)).toBe('running');
  });

  it('comes back when a command makes it an effect', async () => {
    const order = randomUUID();
    const id = await startCase(product, 'carry-whole', { order });
    await product.settle();
    await terminate(id);
    await complete(product, id, 'call');
    await product.door.publishMessage({
      messageId: randomUUID(),
      name: 'payment.received',
      correlationKey: order,
      payload: {},
      ttlMs: hour,
      actor: anna,
    });
    await product.settle();
    expect(await statusOf(product, id)).toBe('completed');
  });

  it('comes back by reconcile, which changes nothing else', async () => {
    const ids = await Promise.all(Array.from({ length: 5 }, () => startCase(product, 'carry-whole', { order: randomUUID() })));
    await product.settle();
    const before = await Promise.all(ids.map((id) => factTypes(product, id)));
    await Promise.all(ids.map(terminate));
    const { told } = await reconcile({ pool: product.database.pool, relay: product.relay });
    expect(told).toBeGreaterThanOrEqual(5);
    for (const id of ids) await until('it runs', async () => (await product.workflowStatus(id)) === 'running');
    await product.settle();
    expect(await Promise.all(ids.map((id) => factTypes(product, id)))).toEqual(before);
  });

  it('is ended by reconcile when its case ended without its knowing', async () => {
    const id = await startCase(product, 'carry-timer', { pause: 'P1D' });
    await product.settle();
    await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command: { type: 'cancel', reason: 'r' }, actor: maria });
    await until('it ends', async () => (await product.workflowStatus(id)) === 'completed');
    await product.client.workflow.start('instance', { workflowId: id, taskQueue: product.taskQueue, args: [{ instanceId: id }] });
    await until('a workflow of an ended case ends by itself', async () => (await product.workflowStatus(id)) === 'completed');
  });

  it('of a case that ended with its message unsent is told by reconcile, and carries it', async () => {
    const order = randomUUID();
    const payer = await startCase(product, 'carry-payer', { order });
    await product.settle();
    await complete(product, payer, 'pay');
    await product.settle();
    expect(await statusOf(product, payer)).toBe('completed');
    await until('its workflow ends', async () => (await product.workflowStatus(payer)) === 'completed');
    const { db } = product.database;
    const sent = async () => (await db.selectFrom('effect').select('done_at').where('instance_id', '=', payer).executeTakeFirst())?.done_at;
    expect(await sent()).not.toBeNull();
    // As it is when the process dies between the commit and its errand, and Temporal's database is lost.
    await db.updateTable('effect').set({ done_at: null }).where('instance_id', '=', payer).execute();
    await reconcile({ pool: product.database.pool, relay: product.relay });
    await until('it is sent', async () => (await sent()) !== null);
    await until('its workflow ends', async () => (await product.workflowStatus(payer)) === 'completed');
  });

  it('of an instance nobody knows ends at once', async () => {
    const id = `unknown-${randomUUID()}`;
    await product.client.workflow.start('instance', { workflowId: id, taskQueue: product.taskQueue, args: [{ instanceId: id }] });
    await until('it ends', async () => (await product.workflowStatus(id)) === 'completed');
  });
});
