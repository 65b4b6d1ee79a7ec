import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { people } from '../../testing/people.ts';

let api: Api;
beforeAll(async () => {
  const wanda = { id: 'wanda', name: 'Wanda', roles: ['supervisor'], teams: ['sales'], locale: 'pl' };
  api = await openApi({ users: [...people, wanda] });
  await publish(api, { key: 'lost', body: line(begin, '<bpmn:userTask id="look" name="Look" />', end) });
});
afterAll(() => api?.close());

/** A case at a step without team, lane or assignee. */
async function lost(): Promise<string> {
  const { body } = await api.call('oskar', 'POST', '/api/instances', { process: 'lost' });
  return body.next[0].id;
}
const desk = async (who: string) => (await api.call(who, 'GET', '/api/desk')).body;
const task = (who: string, id: string) => api.call(who, 'GET', `/api/tasks/${encodeURIComponent(id)}`);
const send = (who: string, id: string, verb: string, body: object = {}) =>
  api.call(who, 'POST', `/api/tasks/${encodeURIComponent(id)}/${verb}`, body);
const pool = async (who: string) =>
  ((await api.call(who, 'GET', '/api/tasks?view=pool')).body.items as { id: string }[]).map((each) => each.id);

describe('a step that nobody is named for', () => {
  it.each(['maria', 'wanda', 'ada'])('is told of on the desk of %s, lies in the pool and can be done', async (who) => {
    const id = await lost();
    const board = await desk(who);
    const row = board.nobody.find((each: { id: string }) => each.id === id);
    expect(row).toMatchObject({ assignee: null, groups: [], sla: { state: 'none' } });
    expect(row.cause).toBe(who === 'wanda' ? 'Do tego kroku nikogo nie wyznaczono' : 'Nobody is named for this step');
    expect(board.counts.nobody).toBe(board.nobody.length);
    expect(await pool(who)).toContain(id);
    expect((await task(who, id)).body).toMatchObject({ mayComplete: true });
    expect((await send(who, id, 'claim')).status).toBe(200);
    expect((await desk(who)).nobody.map((each: { id: string }) => each.id)).not.toContain(id);
    expect((await send(who, id, 'complete', { values: {} })).body).toMatchObject({ ok: true });
  });

  it('can be given to whoever works on tasks, who does it', async () => {
    const id = await lost();
    const { items } = (await api.call('wanda', 'GET', `/api/tasks/${encodeURIComponent(id)}/suggestions`)).body;
    expect(items.map((each: { id: string }) => each.id)).toContain('anna');
    expect((await send('wanda', id, 'assign', { assignee: 'anna' })).status).toBe(200);
    expect((await task('anna', id)).body).toMatchObject({ mayComplete: true });
    expect((await send('anna', id, 'complete', { values: {} })).body).toMatchObject({ ok: true });
  });

  it('is not there for others', async () => {
    const id = await lost();
    expect((await task('anna', id)).status).toBe(404);
    expect(await pool('anna')).not.toContain(id);
    // What has a holder is his: a supervisor of another team does not see it.
    await send('maria', id, 'assign', { assignee: 'anna' });
    expect((await task('wanda', id)).status).toBe(404);
  });
});
