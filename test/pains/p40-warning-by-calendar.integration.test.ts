import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertPeople } from '../../api/testing/people.ts';
import { storeCalendar } from '../../db/queries/calendars.ts';
import { factsOf } from '../../db/queries/feed.ts';
import { startCase } from '../carry/carry-fixture.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { deadlinePackage } from './deadline-package.ts';

const minute = 60_000;
const day: [string, string][] = [['08:00', '18:00']];

let product: TestProduct;
beforeAll(async () => {
  const alerts = [{ at: 'warn', to: 'maria', level: 'soon' }];
  product = await startProduct({ packages: [deadlinePackage('p40', { calendar: 'long-day', warn: 'PT1H', alerts })] });
  await insertPeople(product.database.db, [{ id: 'maria', name: 'Maria', roles: ['supervisor'], teams: [] }]);
  const definition = {
    ...{ name: 'long-day', version: 1, zone: 'Europe/Warsaw' },
    week: { '1': day, '2': day, '3': day, '4': day, '5': day },
    days: { '2027-02-16': [] },
  };
  await storeCalendar(product.database.db, { definition, isDefault: true, actor: null });
});
afterAll(() => product?.close());

const warsaw = (time: string) => Date.parse(`${time}:00+01:00`);
async function moveTo(instant: number): Promise<void> {
  await product.moveClock(instant - product.clock.now());
}

// In the order of time: the clock only goes forward.
it.each([
  ['PT4H', '2027-02-01T17:00', '2027-02-02T11:00', '2027-02-02T10:00'],
  ['PT1H30M', '2027-02-03T17:00', '2027-02-04T08:30', '2027-02-03T17:30'],
  ['PT2H', '2027-02-05T17:30', '2027-02-08T09:30', '2027-02-08T08:30'],
  ['PT1H15M', '2027-02-09T17:30', '2027-02-10T08:45', '2027-02-09T17:45'],
  ['PT3H', '2027-02-15T17:00', '2027-02-17T10:00', '2027-02-17T09:00'],
])('P40: %s from %s is due %s, and one working hour before it is %s', async (due, from, dueAt, warnAt) => {
  await moveTo(warsaw(from));
  const id = await startCase(product, 'p40', { due });
  await product.settle();
  const row = await product.database.db
    .selectFrom('user_task')
    .select(['due_at', 'warn_at'])
    .where('instance_id', '=', id)
    .executeTakeFirstOrThrow();
  // The clock runs on while the case starts.
  for (const [found, wanted] of [
    [row.due_at, dueAt],
    [row.warn_at, warnAt],
  ] as const)
    expect(Math.abs(Number(found?.getTime()) - warsaw(wanted))).toBeLessThan(2 * minute);
  const warned = async () => (await factsOf(product.database.pool, id)).filter((fact) => fact.type === 'taskAlerted').length;
  await moveTo(Math.max(product.clock.now(), warsaw(warnAt) - 5 * minute));
  await product.settle();
  expect(await warned()).toBe(0);
  await moveTo(warsaw(warnAt) + 2 * minute);
  await product.settle();
  expect(await warned()).toBe(1);
});
