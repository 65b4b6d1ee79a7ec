import { createHash } from 'node:crypto';
import { expect, it } from 'vitest';
import { openDatabase } from '../db/database.ts';
import { compilerVersion } from '../engine/model/index.ts';
import { inProcessCompiler, inProcessDecider } from '../runtime/in-process.ts';
import { createPackageStore } from '../runtime/packages.ts';
import { createTestDatabase } from '../test/helpers/postgres.ts';
import { seedInstallation } from './seed-installation.ts';

it('the demo company tells its year through the door: every case goes on, nothing is stuck, and a second time changes nothing', async () => {
  const { url, drop } = await createTestDatabase();
  const database = openDatabase(url);
  try {
    const packages = createPackageStore({ db: database.db, compile: inProcessCompiler(), compilerVersion });
    const seed = () =>
      seedInstallation({
        database,
        packages,
        decide: inProcessDecider,
        seed: 'demo',
        leads: 60,
        now: Date.now,
        hashPassword: async () => 'not a hash',
        storeFile: async (bytes) => ({ storageKey: 'x', sha256: createHash('sha256').update(bytes).digest('hex') }),
      });
    const users = await seed();
    expect(users.map((user) => user.login)).toContain('olga');
    const count = async (text: string) => Number((await database.pool.query(text)).rows[0]?.count);
    const leads = await count(`select count(*) from record where type = 'lead'`);
    expect(leads).toBe(60);
    expect(await count(`select count(*) from record where type = 'lead' and status in ('open', 'junk', 'converted')`)).toBe(leads);
    expect(await count(`select count(*) from incident where status = 'open'`)).toBe(0);
    expect(await count(`select count(*) from job where status <> 'done'`)).toBe(0);
    expect(await count(`select count(*) from fact where at > now() + interval '1 minute'`)).toBe(0);
    const idle = `select count(*) from instance i where status = 'open' and due_at is null
      and not exists (select 1 from user_task t where t.instance_id = i.id and t.status = 'open')`;
    expect(await count(idle)).toBe(0);
    for (const element of ['PreSalesCall', 'Qualify', 'Accept', 'CorrectData']) {
      expect(await count(`select count(*) from user_task where status = 'open' and element = '${element}'`), element).toBeGreaterThan(0);
    }
    expect(await count(`select count(*) from user_task where status = 'open' and due_at < now()`)).toBeGreaterThan(0);
    const facts = await count('select count(*) from fact');
    await seed();
    expect(await count('select count(*) from fact')).toBe(facts);
  } finally {
    await database.close();
    await drop();
  }
});
