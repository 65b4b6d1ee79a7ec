import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { factsOf } from '../../db/queries/feed.ts';
import type { Command } from '../../engine/contract/index.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { maria, openTasks, startCase, until } from '../carry/carry-fixture.ts';
import { testStep } from '../carry/test-step.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { suspensionPackage } from './suspension-package.ts';

const minute = 60_000;
const hour = 60 * minute;

let product: TestProduct;
let work: () => Promise<void> = async () => undefined;
beforeAll(async () => {
  const step = testStep(async () => {
    await work();
    return { output: { steps: 1 } };
  });
  product = await startProduct({ packages: [suspensionPackage], jobTypes: [step] });
});
afterAll(() => product?.close());

const send = (instanceId: string, command: Command) =>
  product.door.executeCommand({ instanceId, commandId: `p10-${randomUUID()}`, command, actor: maria });
const facts = async (instanceId: string, type: string) =>
  (await factsOf(product.database.pool, instanceId)).filter((fact) => fact.type === type);
const job = (instanceId: string) =>
  product.database.db.selectFrom('job').select(['status', 'begun_at']).where('instance_id', '=', instanceId).executeTakeFirstOrThrow();
const boundary = (instanceId: string) =>
  product.database.db
    .selectFrom('timer')
    .select(['due_at', 'status'])
    .where('instance_id', '=', instanceId)
    .where('element', '=', 'late')
    .executeTakeFirstOrThrow();

it.each([
  ['PT2H', 30 * minute, 22.5 * hour],
  ['PT2H', 119 * minute, 3 * hour],
  ['P3D', 5 * minute, 30 * 24 * hour],
])('P10: a timer of %s does not fire while the case is suspended, and then once, by so much later', async (after, runs, stands) => {
  const id = await startCase(product, 'p10', { after, step: 'no' });
  await product.settle();
  const due = (await boundary(id)).due_at.getTime();
  await product.moveClock(runs);
  expect((await send(id, { type: 'suspend', reason: 'strike' })).status).toBe('done');
  const suspended = product.clock.now();
  await product.moveClock(stands);
  await product.settle();
  expect(await facts(id, 'timerFired')).toEqual([]);
  expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['call']);
  expect((await send(id, { type: 'resume' })).status).toBe('done');
  const stood = product.clock.now() - suspended;
  await product.settle();

  const [shift] = await facts(id, 'timerRescheduled');
  // Facts are numbered by the clock of the commit, a few milliseconds off what is read here.
  const later = (await boundary(id)).due_at.getTime() - due;
  expect(Math.abs(later - stood)).toBeLessThan(10_000);
  expect(shift).toMatchObject({ element: 'late', why: 'resumed', was: due, timer: { dueAt: due + later } });
  await product.moveClock(due + later - product.clock.now() - minute / 2);
  await product.settle();
  expect(await facts(id, 'timerFired')).toEqual([]);
  await product.moveClock(minute);
  await product.settle();
  expect(await facts(id, 'timerFired')).toHaveLength(1);
  await product.moveClock(100 * 24 * hour);
  await product.settle();
  expect(await facts(id, 'timerFired')).toHaveLength(1);
  expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['rescue']);
  expect(await verifyCase(product.database.pool, id)).toEqual([]);
});

it('P10: no job begins while the case is suspended; one that runs may end, and is gone on with later', async () => {
  const id = await startCase(product, 'p10', { after: 'P9D', step: 'no' });
  await product.settle();
  await send(id, { type: 'suspend' });
  const [call] = await openTasks(product, id);
  await send(id, { type: 'modify', reason: 'r', cancel: [call?.id ?? 0], start: [{ element: 'score' }] });
  await product.moveClock(2 * hour);
  await product.settle();
  expect(await job(id)).toMatchObject({ status: 'waiting', begun_at: null });

  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  work = () => held;
  await send(id, { type: 'resume' });
  await until('the job runs', async () => (await job(id)).status === 'begun');
  await send(id, { type: 'suspend' });
  release();
  await until('its result is kept', async () => (await job(id)).status === 'done');
  expect(await facts(id, 'jobCompleted')).toEqual([]);
  expect(await verifyCase(product.database.pool, id)).toEqual([]);
  await send(id, { type: 'resume' });
  await product.settle();
  expect((await openTasks(product, id)).map((task) => task.element)).toEqual(['call']);
  expect(await facts(id, 'jobCompleted')).toHaveLength(1);
  expect(await verifyCase(product.database.pool, id)).toEqual([]);
});
