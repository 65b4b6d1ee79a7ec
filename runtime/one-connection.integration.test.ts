import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../db/database.ts';
import { compilerVersion } from '../engine/model/index.ts';
import { inProcessCompiler } from './in-process.ts';
import { createPackageStore } from './packages.ts';
import { anna, done, type Fixture, openFixture, startLead } from './testing/door-fixture.ts';

let fixture: Fixture;
let single: OpenDatabase;
beforeAll(async () => {
  fixture = await openFixture();
  single = openDatabase(fixture.url, { connections: 1, waitMs: 2_000 });
});
afterAll(async () => {
  await single.close();
  await fixture.close();
});

/** A process that just began: it knows no package and no calendar. */
const coldDoor = () =>
  fixture.openDoor({ database: single, packages: createPackageStore({ db: single.db, compile: inProcessCompiler(), compilerVersion }) });
const alongside = async () => undefined;

test('a cold process decides inside a transaction without a second connection', async () => {
  const cases = await Promise.all([1, 2, 3].map(() => startLead(fixture, fixture.openDoor())));
  const door = coldDoor();
  const results = cases.map(({ instanceId, task }) => {
    const command = { type: 'completeTask' as const, task, outcome: 'hot', values: {} };
    return door.executeCommand({ instanceId, commandId: randomUUID(), command, actor: anna, alongside });
  });
  for (const result of await Promise.all(results)) done(result);
});

test('nor does it need one for the package of another owner of a changed record', async () => {
  const warm = fixture.openDoor();
  const { instanceId, recordId } = await startLead(fixture, warm);
  const other = `a-${randomUUID()}`;
  const records = [{ alias: 'lead', type: 'lead', id: recordId, relation: 'owns' as const }];
  done(await warm.startInstance({ instanceId: other, commandId: other, packageKey: 'test-loop', variables: {}, records, actor: anna }));
  done(await coldDoor().changeRecord({ recordId, commandId: randomUUID(), patch: { need: 'tape' }, actor: anna, alongside }));
  for (const id of [instanceId, other]) {
    expect((await fixture.facts(id)).filter((fact) => fact.type === 'recordChanged')).toHaveLength(1);
  }
});

test('who waits too long for a connection is told so', async () => {
  const database = openDatabase(fixture.url, { connections: 1, waitMs: 50 });
  const holder = await database.pool.connect();
  try {
    await expect(database.pool.query('select 1')).rejects.toThrow('timeout');
  } finally {
    holder.release();
    await database.close();
  }
});
