import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { begin, catching, end, line, messageOf, publish, signalOf, throwing, userTask } from '../../../runtime/testing/publish.ts';
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

it.each([
  ['another payload', 'oskar', { name: 'nobody', payload: { n: 2 } }],
  ['none', 'oskar', { name: 'nobody' }],
  ['another name', 'oskar', { name: 'somebody', payload: { n: 1, of: { b: 1, a: 2 } } }],
  ['another person', 'ada', { name: 'nobody', payload: { n: 1, of: { b: 1, a: 2 } } }],
])('an id used before with %s is refused; with the same content, in whatever order, it is a repetition', async (what, user, body) => {
  const id = `once-${what}`;
  const first = { id, name: 'nobody', payload: { n: 1, of: { a: 2, b: 1 } } };
  expect((await api.call('oskar', 'POST', '/api/signals', first)).body.outcome).toBe('thrown');
  const other = await api.call(user, 'POST', '/api/signals', { id, ...body });
  expect([other.status, other.body.code, other.body.place]).toEqual([422, 'idReused', 'id']);
  const again = { id, name: 'nobody', payload: { of: { b: 1, a: 2 }, n: 1 } };
  expect((await api.call('oskar', 'POST', '/api/signals', again)).body).toEqual({ id, outcome: 'repeated', receivers: null });
});

it('an id that a case will derive for itself takes nothing from it', async () => {
  const roots = '<bpmn:message id="m" name="told" /><bpmn:signal id="own" name="own" />';
  await publish(api, {
    key: 'tells',
    roots,
    body: line(begin, userTask('decide'), throwing('tell', signalOf('own')), throwing('send', messageOf('m')), userTask('last'), end),
  });
  const instanceId = `tells-${randomUUID()}`;
  const actor = { id: 'system:test', roles: [], groups: [] };
  done(await api.door.startInstance({ instanceId, commandId: instanceId, packageKey: 'tells', variables: {}, records: [], actor }));
  const ids = Array.from({ length: 40 }, (_, n) => `${instanceId}:${n}`);
  for (const id of ids) {
    expect((await api.call('oskar', 'POST', '/api/signals', { id, name: 'nobody' })).body).toMatchObject({ id, outcome: 'thrown' });
    expect((await api.call('oskar', 'POST', '/api/messages', { id, name: 'nobody.waits' })).body).toMatchObject({ id, outcome: 'held' });
  }
  const task = encodeURIComponent(`${instanceId}:${(await api.tasks(instanceId))[0]?.element_instance}`);
  expect((await api.call('anna', 'POST', `/api/tasks/${task}/complete`, { values: {} })).status).toBe(200);
  await api.door.idle();
  expect((await api.tasks(instanceId)).map((each) => each.element)).toEqual(['decide', 'last']);
  const signals = (await api.call('oskar', 'GET', '/api/signals?limit=200')).body.items as { name: string; instanceId: string | null }[];
  expect(signals.filter((each) => each.instanceId === instanceId).map((each) => each.name)).toEqual(['own']);
  const messages = (await api.call('oskar', 'GET', '/api/messages?limit=200')).body.items as { id: string; name: string }[];
  expect(messages.filter((each) => each.name === 'told')).toHaveLength(1);
  expect(
    messages
      .filter((each) => each.name === 'nobody.waits')
      .map((each) => each.id)
      .sort(),
  ).toEqual(ids.sort());
});

it('is for those who may publish messages, and says what is wrong with it', async () => {
  expect((await api.call('anna', 'POST', '/api/signals', { name: 'go' })).status).toBe(403);
  expect((await api.call('anna', 'GET', '/api/signals')).status).toBe(403);
  expect((await api.call('oskar', 'POST', '/api/signals', { name: '' })).status).toBe(400);
  const large = await api.call('oskar', 'POST', '/api/signals', { name: 'go', payload: { text: 'x'.repeat(600_000) } });
  expect([large.status, large.body.code]).toEqual([413, 'tooLarge']);
});

it('may be sent by a supervisor, who finds the names that processes wait for', async () => {
  expect((await api.call('maria', 'POST', '/api/signals', { name: 'nobody listens' })).body).toMatchObject({
    outcome: 'thrown',
    receivers: 0,
  });
  const names = await api.call('maria', 'GET', '/api/event-names');
  expect(names.body.signals).toContain('go');
  expect(names.body.messages).toEqual(expect.arrayContaining(['order.placed', 'payment.received']));
  expect((await api.call('anna', 'GET', '/api/event-names')).status).toBe(403);
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
