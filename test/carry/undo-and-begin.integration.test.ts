import { afterAll, beforeAll, expect, it } from 'vitest';
import { beginJob } from '../../db/queries/begin-job.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { anna, complete, openTasks, startCase } from './carry-fixture.ts';
import { jobAfterTaskPackage } from './packages.ts';
import { testStep } from './test-step.ts';

let product: TestProduct;
beforeAll(async () => {
  const step = testStep(async () => ({ output: { steps: 1 } }));
  product = await startProduct({ packages: [jobAfterTaskPackage], jobTypes: [step], worker: false });
});
afterAll(() => product?.close());

it('a step is taken back, or its job begins: never both, whoever comes first', async () => {
  const { db, pool } = product.database;
  const { epoch } = await db.selectFrom('installation').select('epoch').executeTakeFirstOrThrow();
  const ends = { undone: 0, begun: 0 };
  for (let round = 0; round < 60; round += 1) {
    const id = await startCase(product, jobAfterTaskPackage.key, { step: 's', order: 'o' });
    await complete(product, id, 'decide');
    const { key } = await db.selectFrom('job').select('key').where('instance_id', '=', id).executeTakeFirstOrThrow();
    const undo = () => product.door.executeCommand({ instanceId: id, commandId: `undo-${id}`, command: { type: 'undo' }, actor: anna });
    const begin = () => beginJob(pool, { key, epoch, token: `t/${round}`, activity: 't/', atMostOnce: [] });
    const late = async <T>(work: () => Promise<T>, turns: number) => {
      for (let turn = 0; turn < turns; turn += 1) await new Promise((resolve) => setImmediate(resolve));
      return work();
    };
    const [undone, begun] = await Promise.all([late(undo, (round * 7) % 50), late(begin, (round * 11) % 60)]);
    const open = (await openTasks(product, id)).map((task) => task.element);
    if (begun?.begun) {
      expect(undone).toMatchObject({
        status: 'refused',
        rejection: { code: 'irrevocable', params: { why: 'jobBegun', type: 'test-step' } },
      });
      expect(open).toEqual([]);
      ends.begun += 1;
    } else {
      expect(undone.status).toBe('done');
      expect(open).toEqual(['decide']);
      ends.undone += 1;
    }
    expect(await verifyCase(pool, id)).toEqual([]);
  }
  // Both orders occurred, or the race was none.
  expect(ends.undone).toBeGreaterThan(0);
  expect(ends.begun).toBeGreaterThan(0);
});
