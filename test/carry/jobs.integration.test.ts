import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCase } from '../../runtime/verify-case.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { factTypes, maria, openTasks, startCase, until } from './carry-fixture.ts';
import { jobPackage, letterPackage, queuePackage } from './packages.ts';
import { type Step, testStep } from './test-step.ts';

describe('jobs', () => {
  let product: TestProduct;
  const steps = new Map<string, Step>();
  const deeds: string[] = [];
  let send: () => Promise<{ accepted: true }> = async () => ({ accepted: true });
  beforeAll(async () => {
    const step = testStep(async (ctx, input) => {
      deeds.push(`${ctx.jobKey}#${ctx.attempt}`);
      return steps.get(input.step)?.(ctx, input) ?? { output: { steps: 1 } };
    });
    product = await startProduct({
      packages: [jobPackage, letterPackage, queuePackage],
      jobTypes: [step],
      world: { mailer: { send: () => send() } },
    });
  });
  afterAll(() => product.close());

  const jobOf = (instanceId: string) =>
    product.database.db.selectFrom('job').selectAll().where('instance_id', '=', instanceId).executeTakeFirstOrThrow();
  const incidentsOf = (instanceId: string) =>
    product.database.db.selectFrom('incident').selectAll().where('instance_id', '=', instanceId).where('status', '=', 'open').execute();

  it.each([1, 2])('fails %i times and succeeds at the next attempt', async (failures) => {
    const step = randomUUID();
    steps.set(step, async (ctx) => {
      if (ctx.attempt <= failures) return { error: { code: 'busy', message: 'later' }, retry: true };
      return { output: { steps: ctx.attempt } };
    });
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('the job is done', async () => (await jobOf(id)).status === 'done');
    expect(await jobOf(id)).toMatchObject({ attempts: failures + 1, output: { steps: failures + 1 } });
    expect((await factTypes(product, id)).filter((type) => type === 'jobFailed')).toHaveLength(failures);
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['check']);
    await product.settle();
    expect(await verifyCase(product.database.pool, id)).toEqual([]);
  });

  it('becomes an incident after its last attempt, is retried by a supervisor, and goes on', async () => {
    const step = randomUUID();
    let mended = false;
    steps.set(step, async () => (mended ? { output: { steps: 1 } } : { error: { code: 'broken', message: 'no' }, retry: true }));
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('an incident', async () => (await incidentsOf(id)).length > 0);
    const [incident] = await incidentsOf(id);
    expect(incident).toMatchObject({ code: 'broken', element: 'work' });
    expect(await jobOf(id)).toMatchObject({ status: 'failed', attempts: 3 });
    mended = true;
    const command = { type: 'retryIncident' as const, incident: incident?.id ?? 0 };
    const result = await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command, actor: maria });
    expect(result.status).toBe('done');
    await product.settle();
    expect(await jobOf(id)).toMatchObject({ status: 'done', attempts: 1 });
    expect(await incidentsOf(id)).toEqual([]);
  });

  it('longer than its time ends as an incident that says so', async () => {
    const step = randomUUID();
    steps.set(step, () => new Promise(() => undefined));
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('an incident', async () => (await incidentsOf(id)).length > 0, 120_000);
    expect((await incidentsOf(id))[0]).toMatchObject({ code: 'timedOut' });
  });

  it('with a result over the limit ends as `resultTooLarge`, and the case still takes commands (P46)', async () => {
    const step = randomUUID();
    steps.set(step, async () => ({ output: { steps: 'x'.repeat(5_000_000) } }));
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('an incident', async () => (await incidentsOf(id)).length > 0);
    expect((await incidentsOf(id))[0]?.code).toBe('resultTooLarge');
    const command = { type: 'cancel' as const, reason: 'over' };
    expect((await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command, actor: maria })).status).toBe('done');
  });

  it('of a queue without a worker ends as an incident', async () => {
    const id = await startCase(product, 'carry-queue');
    await until('an incident', async () => (await incidentsOf(id)).length > 0);
    expect((await incidentsOf(id))[0]?.code).toMatch(/notTaken|timedOut/);
  });

  it('cancelled while it runs: its late result is a fact, and the case stays cancelled', async () => {
    const step = randomUUID();
    let release: () => void = () => undefined;
    steps.set(step, async () => {
      await new Promise<void>((resolve) => {
        release = resolve;
      });
      return { output: { steps: 1 } };
    });
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('the job is begun', async () => (await jobOf(id)).status === 'begun');
    await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command: { type: 'cancel', reason: 'r' }, actor: maria });
    release();
    await until('its late result is written', async () => (await factTypes(product, id)).includes('jobResultIgnored'));
    expect((await jobOf(id)).status).toBe('cancelled');
  });

  it('that sends a mail and does not learn the outcome is uncertain, shown, and never sent again by itself', async () => {
    let sent = 0;
    send = async () => {
      sent += 1;
      throw new Error('the connection broke after DATA');
    };
    const id = await startCase(product, 'carry-letter');
    await until('an incident', async () => (await incidentsOf(id)).length > 0);
    expect((await incidentsOf(id))[0]?.code).toBe('uncertain');
    expect((await jobOf(id)).status).toBe('uncertain');
    await product.settle();
    await product.moveClock(24 * 3_600_000);
    await product.settle();
    expect(sent).toBe(1);
    send = async () => ({ accepted: true });
  });

  it('runs again under a new workflow when the old one was terminated, and not twice at once', async () => {
    const step = randomUUID();
    let running = 0;
    let most = 0;
    steps.set(step, async () => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resolve) => setTimeout(resolve, 1500));
      running -= 1;
      return { output: { steps: 1 } };
    });
    const id = await startCase(product, 'carry-job', { step, order: 'o' });
    await until('the job is begun', async () => (await jobOf(id)).status === 'begun');
    await product.client.workflow.getHandle(id).terminate('by hand');
    await product.settle();
    expect(await jobOf(id)).toMatchObject({ status: 'done', attempts: 1 });
    expect(most).toBe(1);
    expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['check']);
  });
});
