import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Crm, openCrm } from '../testing/open-crm.ts';
import { seedDemo } from './seed-demo.ts';

let crm: Crm;
beforeAll(async () => {
  crm = await openCrm();
});
afterAll(() => crm?.close());

it('the demo company tells its year through the door: every case goes on, nothing is stuck, a second time changes nothing', async () => {
  const { db, door, clock, storeFile, count } = crm;
  const work = crm.worker();
  const carryOut = async (instanceId: string) => {
    await work(instanceId);
    await door.idle();
  };
  const seed = () => seedDemo({ db, door, clock, carryOut, storeFile, hashPassword: async () => 'no hash' }, { leads: 60 });
  expect((await seed()).users.map((user) => user.login)).toContain('olga');
  expect(await count(`select count(*) from record where type = 'lead'`)).toBe(60);
  expect(await count(`select count(*) from record where type = 'lead' and status in ('open', 'junk', 'converted')`)).toBe(60);
  expect(await count(`select count(*) from incident where status = 'open'`)).toBe(0);
  expect(await count(`select count(*) from job where status <> 'done'`)).toBe(0);
  expect(await count('select count(*) from fact where at > $1', [new Date(crm.time.at)])).toBe(0);
  const idle = `select count(*) from instance i where status = 'open' and due_at is null
    and not exists (select 1 from user_task t where t.instance_id = i.id and t.status = 'open')`;
  expect(await count(idle)).toBe(0);
  for (const element of ['PreSalesCall', 'Qualify', 'Accept', 'CorrectData']) {
    expect(await count(`select count(*) from user_task where status = 'open' and element = $1`, [element]), element).toBeGreaterThan(0);
  }
  expect(await count(`select count(*) from user_task where status = 'open' and due_at < $1`, [new Date(crm.time.at)])).toBeGreaterThan(0);
  const facts = await count('select count(*) from fact');
  await seed();
  expect(await count('select count(*) from fact')).toBe(facts);
});
