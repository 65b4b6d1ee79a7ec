import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { factsOf } from '../../db/queries/feed.ts';
import type { Fact } from '../../engine/contract/index.ts';
import { applyFact } from '../../engine/kernel/apply-fact.ts';
import type { Decider } from '../../runtime/door-context.ts';
import { inProcessDecider } from '../../runtime/in-process.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { anna, hour, openTasks, startCase, statusOf, until } from '../carry/carry-fixture.ts';
import { jobPackage, timerPackage, wholePackage } from '../carry/packages.ts';
import { testStep } from '../carry/test-step.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';

/** The code of tomorrow: one more fact on claim. */
const tomorrow: Decider = async (request) => {
  const outcome = await inProcessDecider(request);
  if (!outcome.ended || !outcome.decision.ok || request.command.type !== 'claim') return outcome;
  const { decision } = outcome;
  const header = { number: decision.state.factNumber + 1, at: request.ctx.now, actor: request.ctx.actor.id, cause: 0 };
  const more: Fact = { ...header, type: 'variablesSet', version: 1, scope: 1, variables: { claimedBy: request.ctx.actor.id } };
  return { ended: true, decision: { ...decision, facts: [...decision.facts, more], state: applyFact(decision.state, more) } };
};

let product: TestProduct;
let decider = inProcessDecider;
let mended = false;
beforeAll(async () => {
  const step = testStep(async (_, input) =>
    mended || input.step !== 'breaks' ? { output: { steps: 1 } } : { error: { code: 'busy', message: 'later' }, retry: true },
  );
  product = await startProduct({
    packages: [wholePackage, jobPackage, timerPackage],
    jobTypes: [step],
    decide: (request) => decider(request),
  });
});
afterAll(() => product?.close());

const orders = new Map<string, string>();
async function start(key: string, variables: { [name: string]: string } = {}): Promise<string> {
  const order = randomUUID();
  const id = await startCase(product, key, { order, ...variables });
  orders.set(id, order);
  return id;
}

async function send(id: string, type: 'claim' | 'completeTask', task: number): Promise<void> {
  const command = type === 'claim' ? { type, task } : { type, task, values: {} };
  const result = await product.door.executeCommand({ instanceId: id, commandId: randomUUID(), command, actor: anna });
  expect(result.status).toBe('done');
}

/** Claims whatever is open and unclaimed, completes it, and pays, until the case has ended. */
async function takeToItsEnd(id: string, claimed: Set<string>): Promise<void> {
  await until(`${id} ends`, async () => {
    for (const task of await openTasks(product, id)) {
      if (!claimed.has(`${id}:${task.id}`)) await send(id, 'claim', task.id);
      await send(id, 'completeTask', task.id);
      if (task.element === 'call') await pay(orders.get(id) ?? '');
    }
    return (await statusOf(product, id)) === 'completed';
  });
}

const pay = (correlationKey: string) =>
  product.door.publishMessage({
    ...{ messageId: randomUUID(), name: 'payment.received', correlationKey, payload: {}, ttlMs: hour, actor: anna },
  });

test('P47: 20 cases in different states end under code that writes one more fact on claim', async () => {
  const timed = await Promise.all(['PT5M', 'PT30M', 'PT1H', 'PT2H', 'P1D'].map((pause) => start('carry-timer', { pause })));
  const held = await Promise.all(Array.from({ length: 5 }, () => start('carry-whole')));
  const open = await Promise.all(Array.from({ length: 5 }, () => start('carry-whole')));
  await product.settle();
  const claimed = new Set<string>();
  for (const id of held) {
    const [task] = await openTasks(product, id);
    await send(id, 'claim', task?.id ?? 0);
    claimed.add(`${id}:${task?.id}`);
  }
  const retrying = await Promise.all(Array.from({ length: 5 }, () => start('carry-job', { step: 'breaks' })));
  const failedOnce = async (id: string) => (await factsOf(product.database.pool, id)).some((fact) => fact.type === 'jobFailed');
  for (const id of retrying) await until('the step failed once', () => failedOnce(id));
  await product.stopWorker();
  await product.door.idle();

  decider = tomorrow;
  mended = true;
  await product.startWorker();
  await product.moveClock(25 * hour);
  // Deadlines of the calls passed meanwhile: their rescue tasks are claimed and completed as well.
  const all = [...timed, ...held, ...open, ...retrying];
  expect(all).toHaveLength(20);
  await product.settle();
  for (const id of held.concat(open)) await pay(orders.get(id) ?? '');
  await retryIncidents();
  for (const id of all) await takeToItsEnd(id, claimed);
  await product.settle();

  let more = 0;
  for (const id of all) {
    expect(await verifyCase(product.database.pool, id)).toEqual([]);
    const facts = await factsOf(product.database.pool, id);
    expect(facts.map((fact) => fact.number)).toEqual(facts.map((_, index) => index + 1));
    more += facts.filter((fact) => fact.type === 'variablesSet' && 'claimedBy' in fact.variables).length;
    await until(`the workflow of ${id} ends`, async () => (await product.workflowStatus(id)) === 'completed');
    const { events } = await product.client.workflow.getHandle(id).fetchHistory();
    const failures = (events ?? []).flatMap((event) => event.workflowTaskFailedEventAttributes?.failure?.message ?? []);
    // A signal that came while the task ran: Temporal gives the task anew, no decision was wrong.
    expect(failures.filter((message) => message !== 'UnhandledCommand')).toEqual([]);
  }
  expect(more).toBeGreaterThanOrEqual(15);
});

/** A step whose attempts ran out before the stop is retried by the supervisor, as he would. */
async function retryIncidents(): Promise<void> {
  const incidents = await product.database.db.selectFrom('incident').select(['id', 'instance_id']).where('status', '=', 'open').execute();
  for (const incident of incidents)
    await product.door.executeCommand({
      instanceId: incident.instance_id,
      commandId: randomUUID(),
      command: { type: 'retryIncident', incident: Number(incident.id) },
      actor: { id: 'maria', roles: ['supervisor'], groups: [] },
    });
}
