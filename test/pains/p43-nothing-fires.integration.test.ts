import { afterAll, beforeAll, expect, it } from 'vitest';
import { insertPeople } from '../../api/testing/people.ts';
import { storeCalendar } from '../../db/queries/calendars.ts';
import { factsOf } from '../../db/queries/feed.ts';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import { startCase } from '../carry/carry-fixture.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { deadlinePackage } from './deadline-package.ts';

const day: [string, string][] = [['09:00', '17:00']];
const minute = 60_000;

let product: TestProduct;
beforeAll(async () => {
  const alerts = [
    { at: 'warn', to: 'maria', level: 'soon' },
    { at: 'late', to: 'maria', level: 'late' },
  ];
  product = await startProduct({ packages: [deadlinePackage('p43', { calendar: 'company', warn: 'PT1H', alerts })] });
  await insertPeople(product.database.db, [{ id: 'maria', name: 'Maria', roles: ['supervisor'], teams: [] }]);
  await store({});
});
afterAll(() => product?.close());

async function store(days: CalendarDefinition['days']): Promise<void> {
  const week = { '1': day, '2': day, '3': day, '4': day, '5': day };
  const definition = { name: 'company', version: 1, zone: 'Europe/Warsaw', week, days };
  await storeCalendar(product.database.db, { definition, isDefault: true, actor: null, validFrom: new Date(product.clock.now()) });
}
const warsaw = (time: string) => Date.parse(`${time}:00+01:00`);
async function moveTo(instant: number): Promise<void> {
  await product.moveClock(instant - product.clock.now());
}

/** P43 with Temporal's timers: the one armed for Tuesday comes, finds nothing due, and another is armed. */
it.each([
  ['2027-02-08', '2027-02-09', '2027-02-10', { '2027-02-09': [] }],
  ['2027-02-15', '2027-02-16', '2027-02-18', { '2027-02-09': [], '2027-02-16': [], '2027-02-17': [] }],
])('P43: due on %s plus four hours, the next day made a holiday: nothing fires on %s', async (start, tuesday, moved, days) => {
  await moveTo(warsaw(`${start}T16:00`));
  const id = await startCase(product, 'p43', { due: 'PT4H' });
  await product.settle();
  const alerts = async () =>
    (await factsOf(product.database.pool, id)).flatMap((fact) => (fact.type === 'taskAlerted' ? [fact.level] : []));
  const due = async () => {
    const row = product.database.db.selectFrom('user_task').select('due_at').where('instance_id', '=', id);
    return (await row.executeTakeFirstOrThrow()).due_at?.getTime() ?? 0;
  };
  // The clock runs on while the case starts and settles.
  expect(Math.abs((await due()) - warsaw(`${tuesday}T12:00`))).toBeLessThan(2 * minute);

  await moveTo(warsaw(`${start}T16:30`));
  await store(days);
  expect((await product.door.sweepCalendars()).told).toBe(1);
  await product.settle();
  expect(Math.abs((await due()) - warsaw(`${moved}T12:00`))).toBeLessThan(2 * minute);
  for (const time of ['11:10', '12:10', '18:00']) {
    await moveTo(warsaw(`${tuesday}T${time}`));
    await product.settle();
    expect(await alerts()).toEqual([]);
  }
  await moveTo(warsaw(`${moved}T11:10`));
  await product.settle();
  expect(await alerts()).toEqual(['soon']);
  await moveTo(warsaw(`${moved}T12:10`));
  await product.settle();
  expect(await alerts()).toEqual(['soon', 'late']);
  await moveTo(warsaw(`${moved}T20:00`));
  await product.settle();
  expect(await alerts()).toEqual(['soon', 'late']);
});
