import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { runBatches } from '../../../runtime/batch/index.ts';
import { startCases } from '../../../test/migration/cases.ts';
import { first, key, plan, second } from '../../../test/migration/two-versions.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

const at = `/api/processes/${key}/migrations/1/2`;
let api: Api;
let ids: string[];
beforeAll(async () => {
  api = await openApi();
  for (const { files } of [first, second]) await api.packageStore.publish({ key, files, actor: null, now: api.clock.now() });
  const cases = await startCases(api.door, 8, async (id) =>
    (await api.tasks(id)).map(({ element, element_instance }) => ({ element, task: element_instance })),
  );
  ids = cases.filter(({ way }) => way !== 'gone').map(({ id }) => id);
  await api.call('oskar', 'PUT', at, { revision: 0, plan });
});
afterAll(() => api?.close());

const post = (path: string, body: object, user = 'oskar') => api.call(user, 'POST', path, body);
const runAll = () => runBatches({ db: api.database.db, pool: api.database.pool, door: api.door, now: api.clock.now }, { worker: 'test' });

it('the id of a migration belongs to one move or undo of the same cases', async () => {
  const id = randomUUID();
  const some = ids.slice(0, 3);
  const body = { id, revision: 1, ids: some, perSecond: 1000 };
  const begun = await post(`${at}/start`, body);
  expect(begun).toMatchObject({ status: 200, body: { migration: id, cases: 3 } });
  expect((await post(`${at}/start`, body)).body).toEqual(begun.body);
  for (const other of [{ ids: some.slice(1) }, { ids: ids.slice(0, 4) }, { ids: undefined }]) {
    const reused = await post(`${at}/start`, { ...body, ...other });
    expect([other, reused.status, reused.body.code]).toEqual([other, 422, 'idReused']);
  }
  await runAll();
  expect((await post(`/api/migrations/${id}/undo`, { id })).body).toMatchObject({ code: 'idReused', place: 'id' });
  const batch = randomUUID();
  await post('/api/batches', { id: batch, filter: { ids: some }, action: { action: 'suspend' } }, 'ada');
  expect((await post(`/api/migrations/${id}/undo`, { id: batch }, 'ada')).body.code).toBe('idReused');
  expect((await post(`/api/migrations/${id}/undo`, { id: batch })).body.code).toBe('alreadyStarted');
  // One of them has ended meanwhile: it is not among those to be brought back, and is not counted.
  await post(`/api/instances/${some[0]}/cancel`, { reason: 'x' }, 'maria');
  const undo = randomUUID();
  const undone = await post(`/api/migrations/${id}/undo`, { id: undo });
  expect(undone).toMatchObject({ status: 200, body: { migration: undo, cases: 2 } });
  expect((await post(`/api/migrations/${id}/undo`, { id: undo })).body).toEqual(undone.body);
  expect((await post(`${at}/start`, { ...body, id: undo })).body.code).toBe('idReused');
  await runAll();
  expect((await api.call('oskar', 'GET', `/api/migrations/${undo}`)).body).toMatchObject({ kind: 'undo', counts: { waiting: 0 } });
});

it('one undo of a move at a time, however many are asked for at once; what it brought back is told ever after', async () => {
  const open = ids.slice(3);
  const { migration } = (await post(`${at}/start`, { revision: 1, ids: open, perSecond: 1000 })).body;
  await runAll();
  const asked = await Promise.all([1, 2, 3, 4].map(() => post(`/api/migrations/${migration}/undo`, { perSecond: 1000 })));
  expect(asked.map(({ status }) => status).sort()).toEqual([200, 409, 409, 409]);
  const begun = asked.find(({ status }) => status === 200)?.body.migration;
  for (const { status, body } of asked)
    if (status === 409) expect(body).toMatchObject({ code: 'stillRunning', params: { migration: begun } });
  await runAll();
  const undone = async () => (await api.call('oskar', 'GET', `/api/migrations/${migration}`)).body.undone;
  expect(await undone()).toEqual({ migration: begun, status: 'done', done: open.length });
  // Once it is done another may be asked for; it finds nothing to bring back.
  expect((await post(`/api/migrations/${migration}/undo`, { perSecond: 1000 })).status).toBe(200);
  await runAll();
  expect(await undone()).toEqual({ migration: begun, status: 'done', done: open.length });
});
