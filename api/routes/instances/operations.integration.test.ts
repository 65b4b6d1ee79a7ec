import { randomUUID } from 'node:crypto';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyCase } from '../../../runtime/verify-case.ts';
import { type Background, startBackground } from '../../background.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { people } from '../../testing/people.ts';

let api: Api;
let background: Background | undefined;
beforeAll(async () => {
  const wanda = { id: 'wanda', name: 'Wanda', roles: ['supervisor'], teams: [], locale: 'pl' };
  api = await openApi({ users: [...people, wanda], deps: { wakeBackground: () => background?.wake() } });
  const { database, door, clock } = api;
  background = startBackground(
    { db: database.db, pool: database.pool, door, now: clock.now, defaultCountry: 'PL' },
    pino({ level: 'silent' }),
  );
});
afterAll(async () => {
  await background?.close();
  await api?.close();
});

const post = (user: string, path: string, body: object = {}, key?: string) => api.call(user, 'POST', path, body, { key });
const get = async (path: string, user = 'maria') => (await api.call(user, 'GET', path)).body;
const open = async (id: string) => (await api.tasks(id)).filter((task) => task.status === 'open').map((task) => task.element);
const sound = async (id: string) => expect(await verifyCase(api.database.pool, id)).toEqual([]);

/** A batch, run to its end, with what became of each case. */
async function runBatch(body: object, user = 'maria') {
  const started = await post(user, '/api/batches', { perSecond: 1000, ...body });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  const batch = await ended(started.body.id, user);
  return { batch, items: (await get(`/api/batches/${started.body.id}/items?limit=200`, user)).items };
}

async function ended(id: string, user = 'maria') {
  for (let tries = 0; ; tries += 1) {
    const batch = await get(`/api/batches/${id}`, user);
    if (batch.status !== 'running') return batch;
    if (tries > 500) throw new Error(`the batch does not end: ${JSON.stringify(batch)}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('one case', () => {
  it('suspended: its task is refused with a code, and taken when it is resumed', async () => {
    const { instanceId, taskId } = await api.startLead();
    expect((await post('maria', `/api/instances/${instanceId}/suspend`, { reason: 'checking' })).body).toMatchObject({
      ok: true,
      status: 'open',
    });
    expect(await post('anna', `/api/tasks/${taskId}/claim`)).toMatchObject({
      status: 409,
      body: { code: 'suspended', params: { reason: 'checking' } },
    });
    expect(await post('maria', `/api/instances/${instanceId}/suspend`)).toMatchObject({ status: 409, body: { code: 'suspended' } });
    expect((await get('/api/instances?suspended=true')).items.map((row: { id: string }) => row.id)).toContain(instanceId);
    // Its form says why nothing can be pressed.
    expect((await get(`/api/tasks/${taskId}`, 'anna')).suspended).toMatchObject({ by: { id: 'maria' }, reason: 'checking' });
    expect((await get(`/api/cases/${instanceId}`, 'maria')).suspension).toMatchObject({ by: { id: 'maria' }, reason: 'checking' });
    await post('maria', `/api/instances/${instanceId}/resume`);
    expect((await get(`/api/cases/${instanceId}`, 'maria')).suspension).toBeNull();
    expect((await get(`/api/tasks/${taskId}`, 'anna')).suspended).toBeNull();
    expect((await post('anna', `/api/tasks/${taskId}/claim`)).status).toBe(200);
    await sound(instanceId);
  });

  it('moved, its variables corrected, and read as it was after any fact', async () => {
    const { instanceId, taskId } = await api.startLead();
    const task = Number(taskId.split(':').at(-1));
    const before = await get(`/api/instances/${instanceId}/state`);
    const moved = await post('maria', `/api/instances/${instanceId}/modify`, {
      reason: 'spoken',
      cancel: [task],
      start: [{ element: 'offer' }],
    });
    expect(moved.status).toBe(200);
    await post('maria', `/api/instances/${instanceId}/variables`, { reason: 'typo', variables: { discount: 5 } });
    expect(await open(instanceId)).toEqual(['offer']);
    const now = await get(`/api/instances/${instanceId}/state`);
    expect(now.state.elements['1'].variables).toMatchObject({ discount: 5 });
    const then = await get(`/api/instances/${instanceId}/state?fact=${before.lastFact}`);
    expect(then.state).toEqual(before.state);
    expect(then.fact.number).toBe(before.lastFact);
    expect((await api.call('maria', 'GET', `/api/instances/${instanceId}/state?fact=9999`)).status).toBe(404);
    await sound(instanceId);
  });

  it('undone by who took the step; restarted when it has ended', async () => {
    const { instanceId, taskId, recordId } = await api.startLead();
    expect((await post('anna', `/api/tasks/${taskId}/complete`, { outcome: 'junk' })).status).toBe(200);
    const gone = await post('maria', `/api/instances/${instanceId}/restart`);
    expect(gone).toMatchObject({ status: 200 });
    expect((await post('anna', `/api/instances/${instanceId}/undo`)).body).toMatchObject({
      code: 'irrevocable',
      params: { why: 'restarted' },
    });
    await post('maria', `/api/instances/${gone.body.instanceId}/cancel`, { reason: 'after all' });
    expect((await post('anna', `/api/instances/${instanceId}/undo`)).body).toMatchObject({ status: 'open' });
    expect((await api.record(recordId)).status).toBe('open');
    expect(await post('maria', `/api/instances/${instanceId}/restart`)).toMatchObject({ status: 409, body: { code: 'notEnded' } });
    await post('maria', `/api/instances/${instanceId}/cancel`, { reason: 'double' });
    const key = randomUUID();
    const again = await post('maria', `/api/instances/${instanceId}/restart`, { element: 'offer', variables: { n: 1 } }, key);
    expect((await post('maria', `/api/instances/${instanceId}/restart`, { element: 'offer', variables: { n: 1 } }, key)).body).toEqual(
      again.body,
    );
    const state = await get(`/api/instances/${again.body.instanceId}/state`);
    expect(state.state).toMatchObject({ restartedFrom: instanceId, stage: 'offer' });
    expect(state.instance.record.id).toBe(recordId);
    expect(await open(again.body.instanceId)).toEqual(['offer']);
    for (const id of [instanceId, again.body.instanceId]) await sound(id);
  });

  it('is not there for who may not see it, and not for a rep to operate', async () => {
    const { instanceId } = await api.startLead({ team: 'south' });
    expect((await post('nadia', `/api/instances/${instanceId}/suspend`)).status).toBe(404);
    expect((await post('anna', `/api/instances/${instanceId}/suspend`)).status).toBe(403);
    expect((await get('/api/instances?limit=200', 'nadia')).items.map((row: { id: string }) => row.id)).not.toContain(instanceId);
  });
});

describe('a batch', () => {
  it('is previewed case by case, and does what it said', async () => {
    const cases = await Promise.all([0, 1, 2].map(() => api.startLead()));
    const ids = cases.map((each) => each.instanceId).sort();
    await post('anna', `/api/tasks/${cases[0]?.taskId}/complete`, { outcome: 'junk' });
    const body = { filter: { ids }, action: { action: 'suspend', reason: 'audit' } };
    const preview = (await post('maria', '/api/batches/preview', body)).body;
    expect(preview).toMatchObject({ total: 3, tried: 3, can: 2, cannot: { instanceEnded: 1 } });
    expect((await get('/api/instances?suspended=true&limit=200')).items.some((row: { id: string }) => ids.includes(row.id))).toBe(false);
    const { batch, items } = await runBatch(body);
    expect(batch).toMatchObject({ status: 'done', total: 3, counts: { done: 2, refused: 1, waiting: 0 } });
    expect(items.map((item: { instanceId: string; outcome: string }) => [item.instanceId, item.outcome])).toEqual(
      ids.map((id) => [id, id === cases[0]?.instanceId ? 'refused' : 'done']),
    );
    const resumed = await runBatch({ filter: { ids, suspended: true }, action: { action: 'resume' } });
    expect(resumed.batch.counts).toMatchObject({ done: 2, refused: 0 });
    for (const id of ids) await sound(id);
  });

  it('moves tokens by element, undoes steps, cancels and restarts', async () => {
    const cases = await Promise.all([0, 1].map(() => api.startLead()));
    const filter = { ids: cases.map((each) => each.instanceId) };
    await runBatch({ filter, action: { action: 'modify', reason: 'r', cancel: ['call'], start: [{ element: 'offer' }] } });
    for (const { instanceId } of cases) expect(await open(instanceId)).toEqual(['offer']);
    expect((await runBatch({ filter, action: { action: 'undo' } })).batch.counts.done).toBe(2);
    for (const { instanceId } of cases) expect(await open(instanceId)).toEqual(['call']);
    expect((await runBatch({ filter, action: { action: 'cancel', reason: 'r' } })).batch.counts.done).toBe(2);
    const { items } = await runBatch({ filter, action: { action: 'restart', element: 'offer' } });
    for (const { newInstanceId } of items) {
      expect(await open(newInstanceId)).toEqual(['offer']);
      await sound(newInstanceId);
    }
    for (const { instanceId } of cases) await sound(instanceId);
  });

  it.each([
    ['suspend', 'Sprawa jest wstrzymana: ruszy dalej po wznowieniu'],
    ['resume', 'Sprawa nie jest wstrzymana'],
    ['restart', 'Sprawa jest jeszcze otwarta: wznawia się tylko zakończoną'],
    ['retryIncident', 'Sprawa nie ma takiego otwartego incydentu'],
    ['modify', 'Nie znaleziono: No token is at "nowhere"'],
    ['undo', 'Kroku nie da się już cofnąć: No person has taken a step in this case that could be taken back'],
  ])('says in the language of the reader why it cannot %s a case, before and after', async (action, text) => {
    const { instanceId } = await api.startLead();
    const more = action === 'modify' ? { reason: 'r', cancel: ['nowhere'] } : {};
    if (action === 'suspend') await post('maria', `/api/instances/${instanceId}/suspend`);
    const body = { filter: { ids: [instanceId] }, action: { action, ...more } };
    expect((await post('wanda', '/api/batches/preview', body)).body.items).toMatchObject([{ ok: false, message: text }]);
    expect((await runBatch(body, 'wanda')).items).toMatchObject([{ outcome: 'refused', message: text }]);
  });

  it('is stopped, and is seen by who began it and an administrator alone', async () => {
    const cases = await Promise.all([0, 1, 2, 3].map(() => api.startLead()));
    const filter = { ids: cases.map((each) => each.instanceId) };
    const started = (await post('maria', '/api/batches', { filter, action: { action: 'suspend' }, perSecond: 1 })).body;
    expect((await api.call('nadia', 'GET', `/api/batches/${started.id}`)).status).toBe(404);
    expect((await get(`/api/batches/${started.id}`, 'ada')).total).toBe(4);
    expect((await post('maria', `/api/batches/${started.id}/cancel`)).status).toBe(200);
    expect((await ended(started.id)).status).toBe('cancelled');
    expect((await post('maria', `/api/batches/${started.id}/cancel`)).body.code).toBe('wrongState');
    const { counts } = await ended(started.id);
    expect(counts.cancelled).toBeGreaterThan(0);
    expect(counts.waiting).toBe(0);
    const again = await post('maria', '/api/batches', { id: started.id, filter, action: { action: 'suspend' } });
    expect(again.body).toMatchObject({ id: started.id, status: 'cancelled' });
  });
});
