import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { begin, end, line, publish, userTask } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
  const inside = `<bpmn:adHocSubProcess id="visit" name="Visit" ordering="Parallel">${userTask('look')}${userTask('measure')}</bpmn:adHocSubProcess>`;
  await publish(api, { key: 'choices', body: line(begin, inside, userTask('after'), end) });
  await publish(api, {
    key: 'laned',
    body: `<bpmn:laneSet id="lanes"><bpmn:lane id="l" name="supervisor"><bpmn:flowNodeRef>visit</bpmn:flowNodeRef></bpmn:lane></bpmn:laneSet>${line(begin, inside, end)}`,
  });
});
afterAll(() => api?.close());

async function start(packageKey: string, owner?: string): Promise<{ id: string; record: string }> {
  const [instanceId, record] = [`${packageKey}-${randomUUID()}`, randomUUID()];
  const create = { title: 'Kowal', owner, fields: {} };
  const records = owner ? [{ alias: 'lead', type: 'lead', id: record, relation: 'owns' as const, create }] : [];
  const actor = { id: 'system:test', roles: [], groups: [] };
  done(await api.door.startInstance({ instanceId, commandId: `s-${instanceId}`, packageKey, variables: {}, records, actor }));
  return { id: instanceId, record };
}
const path = (id: string) => `/api/cases/${encodeURIComponent(id)}/ad-hoc`;
const open = async (id: string) =>
  (await api.tasks(id))
    .filter((task) => task.status === 'open')
    .map((task) => task.element)
    .sort();

it('lists what can be begun, begins it, and is ended by hand; the history tells who chose what', async () => {
  const { id, record } = await start('choices', 'anna');
  const [choice] = (await api.call('anna', 'GET', path(id))).body.items;
  expect(choice).toMatchObject({ element: 'visit', name: 'Visit', steps: [{ element: 'look' }, { element: 'measure' }] });
  const scope = encodeURIComponent(choice.id);
  expect((await api.call('anna', 'POST', `/api/ad-hoc/${scope}/begin`, { element: 'measure' })).status).toBe(200);
  expect((await api.call('anna', 'POST', `/api/ad-hoc/${scope}/begin`, { element: 'look' })).status).toBe(200);
  expect(await open(id)).toEqual(['look', 'measure']);
  const wrong = await api.call('anna', 'POST', `/api/ad-hoc/${scope}/begin`, { element: 'after' });
  expect(wrong.body.message).toContain('These can: look, measure');
  expect((await api.call('anna', 'POST', `/api/ad-hoc/${scope}/complete`, {})).status).toBe(200);
  expect(await open(id)).toEqual(['after']);
  expect((await api.call('anna', 'GET', path(id))).body.items).toEqual([]);
  expect((await api.call('anna', 'POST', `/api/ad-hoc/${scope}/complete`, {})).status).toBe(404);
  const history = (await api.call('anna', 'GET', `/api/records/${record}/history`)).body.items;
  expect(history.map((entry: { text: string }) => entry.text).slice(0, 3)).toEqual([
    'Visit: nothing more to do',
    'Begun: look',
    'Begun: measure',
  ]);
  expect(history[1].actor).toMatchObject({ id: 'anna' });
});

it('is for those the kernel lets: a lane is its group, and a case one does not see is not there', async () => {
  const { id } = await start('laned', 'anna');
  expect((await api.call('anna', 'GET', path(id))).body.items).toEqual([]);
  const [choice] = (await api.call('maria', 'GET', path(id))).body.items;
  const begun = await api.call('anna', 'POST', `/api/ad-hoc/${encodeURIComponent(choice.id)}/begin`, { element: 'look' });
  expect([begun.status, begun.body.code]).toEqual([403, 'forbidden']);
  expect((await api.call('maria', 'POST', `/api/ad-hoc/${encodeURIComponent(choice.id)}/begin`, { element: 'look' })).status).toBe(200);
  for (const user of ['norma', 'nadia']) expect((await api.call(user, 'GET', path(id))).status).toBe(404);
  expect((await api.call('anna', 'GET', path('no-such-case'))).status).toBe(404);
  expect((await api.call('anna', 'POST', '/api/ad-hoc/nothing/begin', { element: 'look' })).status).toBe(404);
});

it.each(['choices', 'laned'])(
  'a case without a record (%s) is for those who see everything, and for those who have a task in it',
  async (packageKey) => {
    const { id } = await start(packageKey);
    const [choice] = (await api.call('maria', 'GET', path(id))).body.items;
    const begin = (user: string) => api.call(user, 'POST', `/api/ad-hoc/${encodeURIComponent(choice.id)}/begin`, { element: 'measure' });
    for (const user of ['anna', 'norma', 'nadia']) {
      expect((await api.call(user, 'GET', path(id))).status).toBe(404);
      expect((await begin(user)).status).toBe(404);
    }
    expect(await open(id)).toEqual([]);
    expect((await begin('maria')).status).toBe(200);
    // `measure` is for sales: anna is there, norma is not.
    expect((await api.call('anna', 'GET', path(id))).status).toBe(200);
    expect((await api.call('norma', 'GET', path(id))).status).toBe(404);
  },
);
