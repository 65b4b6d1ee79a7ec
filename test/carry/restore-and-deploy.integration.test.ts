import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { announceDeployment, newEpoch } from '../../runtime/epoch/index.ts';
import { reconcile } from '../../runtime/reconcile/index.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { complete, openTasks, startCase, statusOf, until } from './carry-fixture.ts';
import { jobPackage, letterPackage, timerPackage } from './packages.ts';
import { type Step, testStep } from './test-step.ts';

describe('another epoch, another deployment', () => {
  let product: TestProduct;
  let run: Step = async () => ({ output: { steps: 1 } });
  let send: () => Promise<{ accepted: true }> = async () => ({ accepted: true });
  beforeAll(async () => {
    product = await startProduct({
      packages: [jobPackage, letterPackage, timerPackage],
      jobTypes: [testStep((ctx, input) => run(ctx, input))],
      world: { mailer: { send: () => send() } },
    });
  });
  afterAll(() => product.close());

  const jobOf = (id: string) =>
    product.database.db.selectFrom('job').select(['status', 'attempts', 'epoch']).where('instance_id', '=', id).executeTakeFirstOrThrow();
  const runOf = async (id: string) => (await product.client.workflow.getHandle(id).describe()).runId;

  it('a restored Postgres: a mail that was begun before becomes uncertain, any other job is begun again', async () => {
    const letters: string[] = [];
    let steps = 0;
    let held: (() => void)[] = [];
    const hold = () => new Promise<void>((resolve) => held.push(resolve));
    send = async () => {
      letters.push('sent');
      await hold();
      return { accepted: true };
    };
    run = async () => {
      steps += 1;
      if (steps === 1) await hold();
      return { output: { steps } };
    };
    const letter = await startCase(product, 'carry-letter');
    const job = await startCase(product, 'carry-job', { step: 's', order: 'o' });
    for (const id of [letter, job]) await until('it is begun', async () => (await jobOf(id)).status === 'begun');
    const before = await jobOf(job);
    const epoch = await newEpoch(product.database.pool);
    expect(epoch).not.toBe(before.epoch);
    await reconcile({ pool: product.database.pool, relay: product.relay });
    // The old attempts go on for a while; what they yield after the restore is not taken.
    await until('their workers learn of it', async () => (await jobOf(letter)).status !== 'begun' || letters.length > 1, 30_000).catch(
      () => undefined,
    );
    for (const release of held) release();
    held = [];
    await until('the letter is uncertain', async () => (await jobOf(letter)).status === 'uncertain');
    await until('the job is done', async () => (await jobOf(job)).status === 'done');
    expect(letters).toHaveLength(1);
    expect(await jobOf(job)).toMatchObject({ epoch, attempts: 2 });
    expect((await openTasks(product, job)).map((task) => task.element)).toEqual(['check']);
  });

  it.each([
    ['one that asked before', false],
    ['one begun on an old worker after the new deployment was announced', true],
  ])('a new deployment: open workflows continue as new and go on: %s', async (_, announcedFirst) => {
    const deployment = randomUUID();
    if (announcedFirst) expect(await announceDeployment(product.database.pool, deployment)).toBe(true);
    const ids = await Promise.all(Array.from({ length: 4 }, () => startCase(product, 'carry-timer', { pause: 'PT1H' })));
    await product.settle();
    const deployments = async () => {
      const rows = await product.database.db.selectFrom('instance').select('deployment').where('id', 'in', ids).execute();
      return new Set(rows.map((row) => row.deployment));
    };
    expect(await deployments()).not.toContain(deployment);
    const runs = await Promise.all(ids.map(runOf));
    await product.stopWorker();
    await product.startWorker(deployment);
    await product.moveClock(31_000);
    for (const [at, id] of ids.entries()) {
      await until('it continues as new', async () => {
        await product.worker().sweeper.sweep();
        return (await runOf(id)) !== runs[at];
      });
    }
    await until('the new runs have asked', async () => [...(await deployments())].join() === deployment);
    const again = await Promise.all(ids.map(runOf));
    await product.moveClock(3_600_000);
    await product.settle();
    for (const id of ids) await complete(product, id, 'after');
    await product.settle();
    for (const id of ids) {
      expect(await statusOf(product, id)).toBe('completed');
      await until('its workflow ends', async () => (await product.workflowStatus(id)) === 'completed');
    }
    // Once on the newest deployment they stay what they are.
    expect(await Promise.all(ids.map(runOf))).toEqual(again);
  });
});
