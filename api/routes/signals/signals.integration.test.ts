import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { begin, catching, end, line, publish, signalOf, userTask } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  const roots = '<bpmn:signal id="go" name="go" />';
  await publish(api, { key: 'hears', roots, body: line(begin, catching('heard', signalOf('go')), userTask('after'), end) });
  await publish(api, {
    key: 'begun',
    roots,
    body: line(`<bpmn:startEvent id="start">${signalOf('go')}</bpmn:startEvent>`, userTask('work'), end),
  });
});
afterAll(() => api?.close());

it('is thrown to everyone who waits and to what it starts, once under its id; the list says what became of it', async () => {
  const cases = [randomUUID(), randomUUID()];
  const actor = { id: 'system:test', roles: [], groups: [] };
  for (const instanceId of cases)
    done(
      await api.door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey: 'hears', variables: {}, records: [], actor }),
    );
  const thrown = await api.call('oskar', 'POST', '/api/signals', { id: 'sig-1', name: 'go', payload: { at: 'noon' } });
  expect(thrown.body).toEqual({ id: 'sig-1', outcome: 'thrown', receivers: 3 });
  const again = await api.call('oskar', 'POST', '/api/signals', { id: 'sig-1', name: 'go', payload: { at: 'noon' } });
  expect(again.body).toEqual({ id: 'sig-1', outcome: 'repeated', receivers: null });
  for (const other of [{ name: 'go' }, { name: 'go', payload: { at: 'one' } }, { name: 'stop', payload: { at: 'noon' } }]) {
    const reused = await api.call('oskar', 'POST', '/api/signals', { id: 'sig-1', ...other });
    expect([other, reused.status, reused.body.code, reused.body.place]).toEqual([other, 422, 'idReused', 'id']);
  }
  await api.door.idle();
  for (const id of cases) expect((await api.tasks(id)).map((task) => task.element)).toEqual(['after']);
  const listed = await api.call('oskar', 'GET', '/api/signals');
  expect(listed.body.items).toEqual([
    {
      ...{ id: 'sig-1', name: 'go', at: new Date(api.clock.at).toISOString(), instanceId: null },
      ...{ delivered: 3, waiting: 0, refused: 0, stopped: 0 },
    },
  ]);
});

it('is for those who may publish messages, and says what is wrong with it', async () => {
  expect((await api.call('anna', 'POST', '/api/signals', { name: 'go' })).status).toBe(403);
  expect((await api.call('anna', 'GET', '/api/signals')).status).toBe(403);
  expect((await api.call('oskar', 'POST', '/api/signals', { name: '' })).status).toBe(400);
  const large = await api.call('oskar', 'POST', '/api/signals', { name: 'go', payload: { text: 'x'.repeat(600_000) } });
  expect([large.status, large.body.code]).toEqual([413, 'tooLarge']);
});

it('a page leads to the next', async () => {
  for (const id of ['a', 'b', 'c']) await api.call('oskar', 'POST', '/api/signals', { id, name: 'nobody' });
  const first = await api.call('oskar', 'GET', '/api/signals?limit=2');
  expect(first.body.items.map((each: { id: string }) => each.id)).toHaveLength(2);
  const second = await api.call('oskar', 'GET', `/api/signals?limit=2&cursor=${encodeURIComponent(first.body.next)}`);
  const ids = [...first.body.items, ...second.body.items].map((each: { id: string }) => each.id);
  expect(new Set(ids).size).toBe(4);
});

it('a message may be for all who wait', async () => {
  const body = { id: 'all-1', name: 'order.placed', key: '', receivers: 'all', timeToLive: 'PT0S' };
  const sent = await api.call('oskar', 'POST', '/api/messages', body);
  expect(sent.body).toMatchObject({ outcome: 'delivering', receivers: 1 });
  expect((await api.call('oskar', 'POST', '/api/messages', { ...body, id: 'all-2', receivers: 'some' })).status).toBe(400);
});
