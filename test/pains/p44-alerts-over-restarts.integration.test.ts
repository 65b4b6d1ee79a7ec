import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { insertPeople } from '../../api/testing/people.ts';
import { factsOf } from '../../db/queries/feed.ts';
import { complete, hour, startCase } from '../carry/carry-fixture.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { deadlinePackage } from './deadline-package.ts';

const minute = 60_000;
const alerts = [
  { at: 'late+PT10M', to: 'boris', level: 'first' },
  { at: 'late+PT20M', to: 'supervisor', level: 'second' },
];

let product: TestProduct;
beforeAll(async () => {
  product = await startProduct({
    packages: [
      deadlinePackage('p44', { calendar: 'none', alerts }),
      deadlinePackage('p44-one', { calendar: 'none', alerts: alerts.slice(1) }),
    ],
  });
  await insertPeople(product.database.db, [
    { id: 'boris', name: 'Boris', roles: ['rep'], teams: [] },
    { id: 'maria', name: 'Maria', roles: ['supervisor'], teams: [] },
  ]);
});
afterAll(() => product?.close());
beforeEach(() => product.mails.splice(0));

const alertsOf = async (id: string) =>
  (await factsOf(product.database.pool, id)).flatMap((fact) =>
    fact.type === 'taskAlerted' ? [{ level: fact.level, lateBy: fact.lateBy ?? 0 }] : [],
  );
/** Time passes while nobody works. */
async function down(ms: number): Promise<void> {
  await product.stopWorker();
  await product.moveClock(ms);
  await product.startWorker();
  await product.settle();
}
async function pass(ms: number): Promise<void> {
  await product.moveClock(ms);
  await product.settle();
}
const told = () => product.mails.map((mail) => mail.to.join());
const [boris, maria] = ['boris@firma.example', 'maria@firma.example'];

describe('P44: each alert once, also over restarts', () => {
  it.each([
    // Due after 60 minutes; alerts at 70 and 80.
    { name: 'down from 75 to 90', up: 75, downFor: 15, late: [false, true] },
    { name: 'down from 65 to 95', up: 65, downFor: 30, late: [true, true] },
    { name: 'down from 5 to 65', up: 5, downFor: 60, late: [false, false] },
  ])('$name: two, those that were missed say so; none after, over two days and another restart', async ({ up, downFor, late }) => {
    const id = await startCase(product, 'p44', { due: 'PT1H' });
    await product.settle();
    await pass(up * minute);
    await down(downFor * minute);
    await pass(Math.max(0, 81 - up - downFor) * minute);
    await down(30 * minute);
    for (let day = 0; day < 2; day += 1) await pass(24 * hour);
    const found = await alertsOf(id);
    expect(found.map((alert) => alert.level)).toEqual(['first', 'second']);
    // What was fired in time is seconds late at most; the clock moves in steps here, so a minute each way is the step's.
    for (const [index, wanted] of late.entries()) if (wanted) expect(found[index]?.lateBy).toBeGreaterThan(5 * minute);
    // Both missed ones are sent at the same moment; which mail is first is nobody's promise.
    expect(told().toSorted()).toEqual([boris, maria]);
    expect(new Set(product.mails.map((mail) => mail.messageId)).size).toBe(2);
  });

  it('one level: told once although it was due while everything was down', async () => {
    const id = await startCase(product, 'p44-one', { due: 'PT30M' });
    await product.settle();
    await down(3 * hour);
    await down(hour);
    await pass(48 * hour);
    const [alert, ...more] = await alertsOf(id);
    expect([alert?.level, more]).toEqual(['second', []]);
    expect(alert?.lateBy).toBeGreaterThan(hour);
    expect(told()).toEqual([maria]);
  });

  it.each([5, 65])('none when the task was completed after %i minutes', async (minutes) => {
    const id = await startCase(product, 'p44', { due: 'PT1H' });
    await product.settle();
    await pass(minutes * minute);
    await complete(product, id, 'call');
    await down(48 * hour);
    expect(await alertsOf(id)).toEqual([]);
    expect(told()).toEqual([]);
  });
});
