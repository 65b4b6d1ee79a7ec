import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { compilerVersion } from '../engine/model/index.ts';
import { inProcessCompiler } from './in-process.ts';
import { createPackageStore, packageHash } from './packages.ts';
import { anna, done, type Fixture, openFixture, openTask } from './testing/door-fixture.ts';
import { paymentPackage } from './testing/packages.ts';

let fixture: Fixture;
beforeAll(async () => {
  fixture = await openFixture();
});
afterAll(() => fixture.close());

const { key, files } = paymentPackage;
const store = (compile = inProcessCompiler(), version = compilerVersion) =>
  createPackageStore({ db: fixture.database.db, compile, compilerVersion: version });
const edited = (from: string, to: string) => files.map((file) => ({ ...file, content: file.content.replaceAll(from, to) }));

async function start() {
  const instanceId = randomUUID();
  const request = { instanceId, commandId: `s-${instanceId}`, packageKey: key, variables: { order: instanceId }, records: [], actor: anna };
  done(await fixture.openDoor().startInstance(request));
  return instanceId;
}

test('a new version is for new cases; those in flight finish on theirs', async () => {
  const old = await start();
  const published = await store().publish({ key, files: edited('Send invoice', 'Send the bill'), actor: 'owner', now: fixture.clock.at });
  expect(published).toMatchObject({ ok: true, version: 2, unchanged: false });
  const young = await start();
  const names = async (id: string) => (await fixture.tasks(id)).map((task) => task.name);
  expect([await names(old), await names(young)]).toEqual([['Send invoice'], ['Send the bill']]);
  const command = { type: 'completeTask' as const, task: await openTask(fixture, old), values: {} };
  done(await fixture.openDoor().executeCommand({ instanceId: old, commandId: randomUUID(), command, actor: anna }));
  const instance = await fixture.database.db
    .selectFrom('instance')
    .select(['package_version', 'package_hash'])
    .where('id', '=', old)
    .execute();
  expect(instance).toEqual([{ package_version: 1, package_hash: packageHash(files) }]);
});

test('the same files are the same version; published at once by many, one is made', async () => {
  const next = edited('Ship', 'Dispatch');
  const all = await Promise.all(
    Array.from({ length: 8 }, () => store().publish({ key, files: next, actor: 'owner', now: fixture.clock.at })),
  );
  const versions = new Set(all.map((each) => each.ok && each.version));
  expect(versions.size).toBe(1);
  expect(all.filter((each) => each.ok && !each.unchanged)).toHaveLength(1);
});

test('what may not be published changes nothing', async () => {
  const before = await store().newest(key);
  const broken = await store().publish({
    key,
    files: edited('targetRef="ship"', 'targetRef="nowhere"'),
    actor: 'owner',
    now: fixture.clock.at,
  });
  expect(broken.ok).toBe(false);
  const stranger = await store().publish({ key: 'another', files, actor: 'owner', now: fixture.clock.at });
  expect(stranger).toMatchObject({ ok: false, findings: [{ rule: 'package/key' }] });
  expect(await store().newest(key)).toEqual(before);
});

test('a newer compiler reads the files again, once for all', async () => {
  let compiled = 0;
  const counting: ReturnType<typeof inProcessCompiler> = async (...args) => {
    compiled += 1;
    const result = await inProcessCompiler()(...args);
    return result.ok ? { ...result, package: { ...result.package, compilerVersion: 999 } } : result;
  };
  const hash = (await store().newest(key))?.hash ?? '';
  expect((await store(counting, 999).byHash(hash)).compilerVersion).toBe(999);
  expect((await store(counting, 999).byHash(hash)).compilerVersion).toBe(999);
  expect(compiled).toBe(1);
});

test('a hash stands for the files, not for their order', () => {
  expect(packageHash([...files].reverse())).toBe(packageHash(files));
  expect(
    packageHash([
      { path: 'a', content: 'b' },
      { path: 'c', content: '' },
    ]),
  ).not.toBe(
    packageHash([
      { path: 'a', content: '' },
      { path: 'c', content: 'b' },
    ]),
  );
});
