import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCase } from '../../runtime/verify-case.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { anna, complete, factTypes, hour, openTasks, startCase, statusOf, until } from './carry-fixture.ts';
import { payerPackage, wholePackage } from './packages.ts';
import { testStep } from './test-step.ts';

describe('a whole case, carried by Temporal', () => {
  let product: TestProduct;
  const steps: string[] = [];
  beforeAll(async () => {
    const step = testStep(async (_ctx, input) => ({ output: { steps: steps.push(`${input.step}:${input.order}`) } }));
    product = await startProduct({ packages: [wholePackage, payerPackage], jobTypes: [step] });
  });
  afterAll(() => product.close());

  it('job, task, message of another case, letter, end', async () => {
    const order = randomUUID();
    const id = await startCase(product, 'carry-whole', { order });
    await product.settle();
    expect(steps.filter((step) => step === `score:${order}`)).toHaveLength(1);
    await complete(product, id, 'call');
    const payer = await startCase(product, 'carry-payer', { order });
    await complete(product, payer, 'pay');
    await product.settle();
    expect(await statusOf(product, id)).toBe('completed');
    expect(product.mails).toHaveLength(1);
    await until(
      'both workflows end',
      async () => (await product.workflowStatus(id)) === 'completed' && (await product.workflowStatus(payer)) === 'completed',
    );
    expect(await verifyCase(product.database.pool, id)).toEqual([]);
  });

  it('a timer that becomes due fires once, and says how late', async () => {
    const id = await startCase(product, 'carry-whole', { order: randomUUID() });
    await product.settle();
    await product.moveClock(2 * hour - 60_000);
    await product.settle();
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['call']);
    await product.moveClock(61_000);
    await product.settle();
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['rescue']);
    expect((await factTypes(product, id)).filter((type) => type === 'timerFired')).toHaveLength(1);
  });

  it('Temporal holds ids, numbers and names of the model only', async () => {
    const order = `secret-${randomUUID()}`;
    const id = await startCase(product, 'carry-whole', { order, name: 'Jan Kowalski' });
    await product.settle();
    const { events } = await product.client.workflow.getHandle(id).fetchHistory();
    const history = Buffer.from(JSON.stringify(events)).toString();
    const texts = [...history.matchAll(/"data":"([^"]*)"/g)].map((match) => Buffer.from(match[1] ?? '', 'base64').toString()).join('\n');
    expect(texts).toContain(id);
    expect(history + texts).not.toMatch(/secret-|Kowalski/);
    const described = await product.client.workflow.getHandle(id).describe();
    expect(described.searchAttributes.PerennialStage).toEqual(['new']);
    expect(anna.id).toBeDefined();
  });
});
