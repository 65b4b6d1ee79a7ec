import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { runBatches } from '../../../runtime/batch/index.ts';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { begin, end, line, publish, userTask } from '../../../runtime/testing/publish.ts';
import { verifyCase } from '../../../runtime/verify-case.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const post = (user: string, path: string, body: object = {}, key?: string) => api.call(user, 'POST', path, body, { key });
const restart = (user: string, id: string, body: object = {}, key?: string) => post(user, `/api/instances/${id}/restart`, body, key);
const lead = (id: string, more: object = {}) => ({ alias: 'lead', type: 'lead', id, relation: 'owns', ...more });
const openCases = async (record: string) =>
  (await api.call('maria', 'GET', `/api/instances?record=${record}&status=open&limit=200`)).body.items.map((row: { id: string }) => row.id);

async function ended(team: string | null = 'north') {
  const started = await api.startLead({ team });
  expect((await post('maria', `/api/instances/${started.instanceId}/cancel`, { reason: 'x' })).status).toBe(200);
  return started;
}

async function runBatch(body: object, user = 'maria') {
  const begun = await post(user, '/api/batches', { perSecond: 1000, ...body });
  expect(begun.status, JSON.stringify(begun.body)).toBe(200);
  const { pool, db } = api.database;
  await runBatches({ db, pool, door: api.door, now: api.clock.now }, { worker: 'test' });
  return (await api.call(user, 'GET', `/api/batches/${begun.body.id}/items`)).body.items;
}

describe('records of a restarted case', () => {
  it('are those its operator sees: another team’s are not there for him, in whatever place he names them', async () => {
    const own = await ended();
    const other = await api.startLead({ team: 'south' });
    const before = await api.record(other.recordId);
    for (const records of [
      [lead(other.recordId)],
      [lead(other.recordId, { relation: 'refers' })],
      [lead(own.recordId, { alias: 'a' }), lead(other.recordId)],
      [lead(own.recordId), lead(other.recordId, { alias: 'z', relation: 'refers' })],
      [lead(randomUUID())],
    ]) {
      const refused = await restart('nadia', own.instanceId, { records, element: 'offer' });
      expect([records, refused.status, refused.body.params]).toEqual([records, 404, { what: 'record' }]);
    }
    expect(await api.record(other.recordId)).toEqual(before);
    expect(await openCases(own.recordId)).toEqual([]);
    expect(await restart('nadia', own.instanceId, { records: [lead(own.recordId)] })).toMatchObject({ status: 200 });
  });

  it.each(['owns', 'refers'] as const)('hold for those the ended case had, too (%s)', async (relation) => {
    const { instanceId, recordId, other } = await ofTwoTeams(relation);
    const before = await api.record(other);
    expect((await api.call('nadia', 'GET', `/api/instances/${instanceId}/state`)).status).toBe(200);
    expect(await restart('nadia', instanceId)).toMatchObject({ status: 404, body: { params: { what: 'record' } } });
    expect(await runBatch({ filter: { ids: [instanceId] }, action: { action: 'restart' } }, 'nadia')).toEqual([]);
    const preview = await post('nadia', '/api/batches/preview', { filter: { ids: [instanceId] }, action: { action: 'restart' } });
    expect(preview.body).toMatchObject({ total: 0, can: 0 });
    expect(await api.record(other)).toEqual(before);
    expect(await restart('nadia', instanceId, { records: [lead(recordId)] })).toMatchObject({ status: 200 });
    expect((await post('maria', `/api/instances/${(await openCases(recordId))[0]}/cancel`, { reason: 'x' })).status).toBe(200);
    expect(await restart('maria', instanceId)).toMatchObject({ status: 200 });
  });

  /** An ended case of a lead of the north, with a second one of the south. */
  async function ofTwoTeams(relation: 'owns' | 'refers') {
    const key = `two-${relation}`;
    const manifest = { recordType: 'lead', recordTypes: [{ id: 'lead', name: 'Lead', fields: [] }], stages: [] };
    await publish(api, { key, body: line(begin, userTask('call'), end), manifest });
    const [recordId, other, instanceId] = [randomUUID(), randomUUID(), `${key}-${randomUUID()}`];
    const records = [
      { ...lead(recordId), relation: 'owns' as const, create: { title: 'North', team: 'north', fields: {} } },
      { ...lead(other), alias: 'second', relation, create: { title: 'South', team: 'south', fields: {} } },
    ];
    const actor = { id: 'system:intake', roles: [], groups: [] };
    done(await api.door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey: key, variables: {}, records, actor }));
    await post('maria', `/api/instances/${instanceId}/cancel`, { reason: 'x' });
    return { instanceId, recordId, other };
  }
});

describe('a preview of restarts', () => {
  it.each([
    { action: { element: 'nowhere' }, code: 'notFound' },
    { action: { version: 99 }, code: 'notFound' },
    { action: { element: 'nowhere', version: 99 }, code: 'notFound' },
    { action: { variables: { long: 'x'.repeat(520_000) } }, code: 'tooLarge' },
    { action: { version: 1, variables: { n: 1 } }, code: null },
    { action: {}, code: null },
    { action: { element: 'offer' }, code: null },
  ])('says of $action.element, version $action.version, what its run says ($code)', async ({ action, code }) => {
    const ids = (await Promise.all([0, 1, 2, 3, 4].map(() => ended()))).map((each) => each.instanceId).sort();
    const still = await api.startLead();
    const body = { filter: { ids: [...ids, still.instanceId] }, action: { action: 'restart', ...action } };
    const before = (await api.call('maria', 'GET', '/api/instances?limit=200')).body.total;
    const preview = (await post('maria', '/api/batches/preview', body)).body;
    expect((await api.call('maria', 'GET', '/api/instances?limit=200')).body.total).toBe(before);
    const items = await runBatch(body);
    const said = preview.items.map((item: { instanceId: string; ok: boolean; code?: string }) => [item.instanceId, item.code ?? null]);
    expect(said).toEqual(items.map((item: { instanceId: string; code: string | null }) => [item.instanceId, item.code]));
    expect(preview).toMatchObject({ total: 6, can: code === null ? 5 : 0 });
    expect(preview.cannot).toEqual(code === null ? { notEnded: 1 } : { notEnded: 1, [code]: 5 });
  });
});

describe('an ended case', () => {
  it('is gone on for by one open case: again only once that has ended, or when it is meant', async () => {
    const { instanceId, recordId } = await ended();
    const key = randomUUID();
    const first = await restart('maria', instanceId, { variables: { n: 1 } }, key);
    expect(first.status).toBe(200);
    expect((await restart('maria', instanceId, { variables: { n: 1 } }, key)).body).toEqual(first.body);
    const filter = { ids: [instanceId] };
    for (const body of [{}, { element: 'offer' }, { variables: { n: 2 } }]) {
      const again = await restart('nadia', instanceId, body);
      expect(again).toMatchObject({ status: 409, body: { code: 'alreadyRestarted', params: { case: first.body.instanceId } } });
    }
    const action = { action: 'restart' };
    expect((await post('maria', '/api/batches/preview', { filter, action })).body.cannot).toEqual({ alreadyRestarted: 1 });
    expect(await runBatch({ filter, action })).toMatchObject([{ outcome: 'refused', code: 'alreadyRestarted' }]);
    expect(await openCases(recordId)).toEqual([first.body.instanceId]);
    const meant = await restart('maria', instanceId, { force: true });
    expect(meant.status).toBe(200);
    expect(await openCases(recordId)).toEqual([first.body.instanceId, meant.body.instanceId].sort());
    for (const id of await openCases(recordId)) await post('maria', `/api/instances/${id}/cancel`, { reason: 'x' });
    const [item] = await runBatch({ filter, action });
    expect(item).toMatchObject({ outcome: 'done' });
    expect(await openCases(recordId)).toEqual([item.newInstanceId]);
    for (const id of [instanceId, first.body.instanceId, item.newInstanceId]) expect(await verifyCase(api.database.pool, id)).toEqual([]);
  });

  it.each([2, 5])('asked for %i times at once begins one', async (times) => {
    const { instanceId, recordId } = await ended();
    const answers = await Promise.all(Array.from({ length: times }, () => restart('maria', instanceId)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(times - 1).fill(409)]);
    expect(await openCases(recordId)).toHaveLength(1);
  });

  it('is not brought back by undo while another goes on for it', async () => {
    const { instanceId, recordId } = await ended();
    const again = await restart('maria', instanceId);
    const refused = await post('maria', `/api/instances/${instanceId}/undo`);
    expect(refused).toMatchObject({
      status: 409,
      body: { code: 'irrevocable', params: { why: 'restarted', case: again.body.instanceId } },
    });
    expect(await openCases(recordId)).toEqual([again.body.instanceId]);
    await post('maria', `/api/instances/${again.body.instanceId}/cancel`, { reason: 'x' });
    expect(await post('maria', `/api/instances/${instanceId}/undo`)).toMatchObject({ status: 200, body: { status: 'open' } });
    expect(await openCases(recordId)).toEqual([instanceId]);
  });

  it('and its undo, asked for at once: one case goes on', async () => {
    for (let round = 0; round < 5; round += 1) {
      const { instanceId, recordId } = await ended();
      const [back, again] = await Promise.all([post('maria', `/api/instances/${instanceId}/undo`), restart('maria', instanceId)]);
      expect([back.status, again.status].sort(), JSON.stringify([back.body, again.body])).toEqual([200, 409]);
      expect(await openCases(recordId)).toHaveLength(1);
    }
  });
});
