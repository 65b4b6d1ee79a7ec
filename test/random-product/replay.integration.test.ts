import { afterAll, beforeAll, expect, it } from 'vitest';
import { createCalendars } from '../../runtime/calendars.ts';
import { anna, complete, openTasks, startCase } from '../carry/carry-fixture.ts';
import { payerPackage } from '../carry/packages.ts';
import { startProduct, type TestProduct } from '../helpers/product.ts';
import { Journal } from './journal.ts';
import { replay } from './replay.ts';

/** What compares must be able to find something: each kind of row spoilt by hand is noticed. */
let product: TestProduct;
beforeAll(async () => {
  product = await startProduct({ packages: [payerPackage], worker: false });
});
afterAll(() => product.close());

async function led(): Promise<{ id: string; journal: Journal }> {
  const variables = { order: 'o1' };
  const id = await startCase(product, 'carry-payer', variables);
  const journal = new Journal();
  const start = { type: 'start' as const, variables, records: [] };
  const content = { command: start, packageKey: 'carry-payer', records: [] };
  journal.enter(`start-${id}`, { instanceId: id, command: start, actor: anna, content });
  const [task] = await openTasks(product, id);
  const command = { type: 'completeTask' as const, task: task?.id ?? 0, values: {} };
  journal.enter(`complete-${id}-${command.task}`, { instanceId: id, command, actor: anna, content: command });
  await complete(product, id, 'pay');
  return { id, journal };
}

async function differences(id: string, journal: Journal): Promise<string[]> {
  const { pool, db } = product.database;
  const calendars = await createCalendars(db, product.clock.now).current();
  return (await replay({ queryable: pool, packages: product.packages, calendars, journal, hook: '' }, id)).differences;
}

it('a case as it was decided has no difference', async () => {
  const { id, journal } = await led();
  expect(await differences(id, journal)).toEqual([]);
});

it.each([
  ['a fact', `update fact set body = body || '{"extra": 1}' where instance_id = $1 and number = 2`, 'other facts'],
  [
    'a fact gone',
    `delete from fact where instance_id = $1 and number = (select max(number) from fact where instance_id = $1)`,
    'other facts',
  ],
  ['the state', `update instance set state = state || '{"status": "open"}' where id = $1`, 'the state is not'],
  ['a reply', `update command set reply = '{"a": 1}' where instance_id = $1`, 'another reply'],
  ['the content', `update command set content_hash = '\\x00' where instance_id = $1 and type = 'completeTask'`, 'another content'],
  ['a command nobody sent', `update command set id = id || '-other' where instance_id = $1 and type = 'completeTask'`, "nobody's"],
  ['an effect gone', `delete from effect where instance_id = $1 and kind in ('runJob', 'publishMessage')`, 'other effects'],
])('%s spoilt is noticed', async (_what, sql, words) => {
  const { id, journal } = await led();
  const { rowCount } = (await product.database.pool.query({ text: sql, values: [id] })) as { rowCount?: number };
  expect(rowCount).not.toBe(0);
  expect((await differences(id, journal)).join('\n')).toContain(words);
});
