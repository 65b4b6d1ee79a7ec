import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { takeItems } from '../../../db/queries/batch-running.ts';
import { type RunOptions, runBatches } from '../../../runtime/batch/index.ts';
import type { RuntimeDoor } from '../../../runtime/execute-command.ts';
import { until } from '../../../runtime/testing/door-fixture.ts';
import { verifyCase } from '../../../runtime/verify-case.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

type Send = RuntimeDoor['executeCommand'];
const post = (path: string, body: object = {}, user = 'maria') => api.call(user, 'POST', path, body);
const get = async (path: string, user = 'maria') => (await api.call(user, 'GET', path)).body;
const cases = (count: number) => Promise.all(Array.from({ length: count }, () => api.startLead()));
const suspended = async (ids: string[]) =>
  (await get('/api/instances?suspended=true&limit=200')).items.filter((row: { id: string }) => ids.includes(row.id)).length;

/** Runs what is to be run, each command by `send`. */
function runAll(send: Send = api.door.executeCommand, options: Partial<RunOptions> = {}): Promise<void> {
  const { pool, db } = api.database;
  return runBatches({ db, pool, door: { ...api.door, executeCommand: send }, now: api.clock.now }, { worker: 'test', ...options });
}

async function begun(count: number, perSecond = 1000): Promise<{ id: string; ids: string[] }> {
  const ids = (await cases(count)).map((each) => each.instanceId);
  const { body } = await post('/api/batches', { filter: { ids }, action: { action: 'suspend' }, perSecond });
  return { id: body.id, ids };
}

describe('a batch that is stopped', () => {
  it.each([
    { count: 30, perSecond: 1000, at: 1, most: 4 },
    { count: 30, perSecond: 1000, at: 10, most: 12 },
    { count: 10, perSecond: 1000, at: 4, most: 4 },
    { count: 9, perSecond: 2, at: 2, most: 2 },
    { count: 5, perSecond: 1000, at: 5, most: 5 },
  ])('does no more of $count than the cases in hand at number $at, and its counts stay', async ({ count, perSecond, at, most }) => {
    const { id, ids } = await begun(count, perSecond);
    let sent = 0;
    let then: { status: string; counts: { cancelled: number; done: number; waiting: number } } | undefined;
    let stopping: Promise<void> | undefined;
    await runAll(async (request) => {
      sent += 1;
      if (sent === at)
        stopping = (async () => {
          expect((await post(`/api/batches/${id}/cancel`)).status).toBe(200);
          then = await get(`/api/batches/${id}`);
        })();
      // Whoever is in hand is answered only when it was stopped.
      await stopping;
      return api.door.executeCommand(request);
    });
    const after = await get(`/api/batches/${id}`);
    expect(sent).toBeGreaterThanOrEqual(at);
    expect(sent).toBeLessThanOrEqual(most);
    expect(await suspended(ids)).toBe(sent);
    expect(after).toMatchObject({ status: 'cancelled', counts: { done: sent, cancelled: count - sent, waiting: 0 } });
    expect(then?.status).toBe('running');
    expect(then?.counts.cancelled).toBe(after.counts.cancelled);
    expect(await post(`/api/batches/${id}/cancel`)).toMatchObject({ status: 409, body: { code: 'wrongState' } });
    await runAll();
    expect(await get(`/api/batches/${id}`)).toEqual(after);
  });

  it.each([1, 3, 4])('ends by itself when its process died with %i in hand', async (inHand) => {
    const { id, ids } = await begun(7);
    const taken = await takeItems(api.database.db, id, { owner: 'dead', leaseMs: 0, limit: inHand, now: new Date(api.clock.at) });
    expect(taken).toHaveLength(inHand);
    await post(`/api/batches/${id}/cancel`);
    expect(await get(`/api/batches/${id}`)).toMatchObject({ status: 'running', counts: { waiting: inHand, cancelled: 7 - inHand } });
    await runAll();
    expect(await get(`/api/batches/${id}`)).toMatchObject({ status: 'cancelled', counts: { done: inHand, cancelled: 7 - inHand } });
    expect(await suspended(ids)).toBe(inHand);
  });

  it('leaves out what was to be tried again', async () => {
    const { id } = await begun(3);
    await runAll(async (request) => {
      await post(`/api/batches/${id}/cancel`);
      throw new Error(`no answer for ${request.instanceId}`);
    });
    expect(await get(`/api/batches/${id}`)).toMatchObject({ status: 'cancelled', counts: { cancelled: 3, failed: 0, waiting: 0 } });
  });
});

it('is kept by who works at it, however slow a case is', async () => {
  const { id } = await begun(2);
  const lease = async () =>
    (await api.database.db
      .selectFrom('batch')
      .select(['lease_owner', 'lease_until'])
      .where('id', '=', id)
      .executeTakeFirstOrThrow()) as unknown as { lease_owner: string; lease_until: string };
  const sent: string[] = [];
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const first = runAll(
    async (request) => {
      sent.push(request.instanceId);
      await answered;
      return api.door.executeCommand(request);
    },
    { leaseMs: 3_000 },
  );
  await until(() => sent.length === 2);
  const { lease_owner, lease_until } = await lease();
  await until(async () => String((await lease()).lease_until) !== String(lease_until));
  await runAll(async (request) => {
    sent.push(request.instanceId);
    return api.door.executeCommand(request);
  });
  expect((await lease()).lease_owner).toBe(lease_owner);
  expect(sent).toHaveLength(2);
  answer();
  await first;
  expect((await get(`/api/batches/${id}`)).counts).toMatchObject({ done: 2 });
});

describe('a case whose command throws', () => {
  const rests = [1_000, 10_000, 60_000];

  it.each([1, 2, 3, 4])('%i times: is tried again after longer and longer rests, and holds up no other', async (times) => {
    const { id, ids } = await begun(6);
    const sick = ids[times % ids.length] as string;
    let thrown = 0;
    const send: Send = async (request) => {
      if (request.instanceId !== sick || thrown === times) return api.door.executeCommand(request);
      thrown += 1;
      throw new Error('connection lost');
    };
    await runAll(send);
    expect(await get(`/api/batches/${id}`)).toMatchObject({ status: 'running', counts: { done: 5, waiting: 1 } });
    for (const [turn, rest] of rests.slice(0, times).entries()) {
      api.clock.at += rest - 1;
      await runAll(send);
      expect([turn, thrown]).toEqual([turn, turn + 1]);
      api.clock.at += 1;
      await runAll(send);
    }
    const { items } = await get(`/api/batches/${id}/items`);
    const outcome = times > rests.length ? 'failed' : 'done';
    expect(await get(`/api/batches/${id}`)).toMatchObject({ status: 'done', counts: { [outcome]: times > rests.length ? 1 : 6 } });
    const item = items.find((each: { instanceId: string }) => each.instanceId === sick);
    expect(item).toMatchObject(
      outcome === 'failed' ? { outcome, code: 'failed', message: expect.stringContaining('connection lost') } : { outcome },
    );
    for (const each of ids) expect(await verifyCase(api.database.pool, each)).toEqual([]);
  });
});

describe('the id of a batch', () => {
  it('belongs to one person, action and filter: the same again is the same batch, anything else is refused', async () => {
    const [a, b] = (await cases(2)).map((each) => each.instanceId);
    const id = randomUUID();
    const from = new Date(api.clock.at - 1_000).toISOString();
    const body = { id, filter: { ids: [a], startedFrom: from }, action: { action: 'cancel', reason: 'audit' } };
    const first = await post('/api/batches', body);
    expect(first).toMatchObject({ status: 200, body: { id, total: 1 } });
    const again = { action: { reason: 'audit', action: 'cancel' }, filter: { startedFrom: from, ids: [a] }, id };
    expect((await post('/api/batches', again)).body).toEqual(first.body);
    for (const other of [
      { filter: { ids: [b], startedFrom: from } },
      { filter: { ids: [a] } },
      { filter: { ids: [a, b], startedFrom: from } },
      { action: { action: 'cancel', reason: 'other' } },
      { action: { action: 'cancel', reason: 'audit', outcome: 'junk' } },
      { action: { action: 'suspend', reason: 'audit' } },
      { action: { action: 'undo' } },
    ]) {
      const reused = await post('/api/batches', { ...body, ...other });
      expect([other, reused.status, reused.body.code, reused.body.place]).toEqual([other, 422, 'idReused', 'id']);
    }
    expect(await post('/api/batches', body, 'ada')).toMatchObject({ status: 409, body: { code: 'alreadyStarted' } });
    await runAll();
    expect(await get(`/api/batches/${id}`)).toMatchObject({ action: 'cancel', total: 1, counts: { done: 1 } });
    expect((await post('/api/batches', body)).body).toMatchObject({ id, status: 'done' });
  });
});

it('that names no case is refused with a sentence, in each language; `all` means every one', async () => {
  const action = { action: 'suspend', reason: 'audit' };
  for (const path of ['/api/batches', '/api/batches/preview'])
    expect(await post(path, { filter: {}, action })).toMatchObject({
      status: 400,
      body: { code: 'invalidBody', place: 'filter', message: expect.stringContaining('which cases are meant') },
    });
  const [open, all] = await Promise.all(
    [{ status: 'open' }, { all: true, status: 'open' }].map((filter) => post('/api/batches/preview', { filter, action })),
  );
  expect(all?.status).toBe(200);
  expect(all?.body.total).toBe(open?.body.total);
  const each = await post('/api/batches/preview', { filter: { all: true }, action });
  expect(each.body.total).toBeGreaterThanOrEqual(all?.body.total);
});

it.each([
  ['POST', '/api/instances', { process: 'lead', version: 2_147_483_648 }],
  ['GET', '/api/processes/lead/start?version=2147483648', undefined],
  ['GET', '/api/instances?version=2147483648', undefined],
  ['POST', '/api/batches/preview', { filter: { version: 2_147_483_648 }, action: { action: 'undo' } }],
] as const)("%s %s with a version that no process can have is the caller's mistake", async (method, path, body) => {
  expect((await api.call('maria', method, path, body)).status).toBe(400);
});
