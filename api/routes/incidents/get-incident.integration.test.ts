import { afterAll, beforeAll, expect, it } from 'vitest';
import { begin, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const flow = (from: string, to: string, condition = '') =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${condition && `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">= ${condition}</bpmn:conditionExpression>`}</bpmn:sequenceFlow>`;
/** A gateway that can go on when its variable is 6; before that it is an incident. */
const branch = (id: string) => `<bpmn:exclusiveGateway id="${id}" name="Which ${id}" /><bpmn:task id="${id}1" /><bpmn:task id="${id}2" />
  ${flow('fork', id)}${flow(id, `${id}1`, `${id} = 6`)}${flow(id, `${id}2`, `${id} = 7`)}`;
const body = `${begin}<bpmn:parallelGateway id="fork" />${flow('start', 'fork')}${branch('a')}${branch('b')}
  <bpmn:userTask id="watch" name="Watch" perennial:candidateGroups="north" /><bpmn:endEvent id="end" />${flow('fork', 'watch')}${flow('watch', 'end')}`;

beforeAll(async () => {
  api = await openApi();
  await publish(api, { key: 'branches', body });
});
afterAll(() => api?.close());

it('of a case without a record tells whoever has a task in it what became of the retry, and no incident that was there before', async () => {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId: 'br-1', commandId: 'br-1', packageKey: 'branches', variables: { a: 1, b: 1 }, records: [], actor };
  expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
  const call = (method: string, path: string, sent?: object) => api.call('nadia', method, `/api/incidents${path}`, sent);
  const [b, a] = (await call('GET', '')).body.items;
  expect([a.element, b.element]).toEqual(['a', 'b']);
  const told = async (incident: { id: string }) => (await call('GET', `/${encodeURIComponent(incident.id)}`)).body;
  const retry = async (incident: { id: string }, variables: object) =>
    (await call('POST', `/${encodeURIComponent(incident.id)}/retry`, { variables })).status;

  expect(await told(a)).toMatchObject({ status: 'open', next: null, incident: { element: 'a' } });
  expect(await retry(a, { a: 6 })).toBe(200);
  expect(await told(a)).toMatchObject({ status: 'resolved', next: null, case: { status: 'open' } });
  expect((await told(a)).case.steps).toContainEqual({ id: 'watch', name: 'Watch' });

  expect(await retry(b, { b: 5 })).toBe(200);
  const again = await told(b);
  expect(again).toMatchObject({ status: 'resolved', next: { element: 'b' } });
  expect(again.next.id).not.toBe(b.id);
  expect(await retry(again.next, { b: 6 })).toBe(200);
  expect(await told(again.next)).toMatchObject({ status: 'resolved', next: null });
});

it('an earlier incident that is retried while a later one is open has not failed again', async () => {
  const { instanceId } = await api.startLead({ team: 'north' });
  const raise = (n: number) => ({ type: 'raiseIncident' as const, code: `c${n}`, message: `${n}` });
  const actor = { id: 'system:test', roles: [], groups: [] };
  for (const n of [1, 2])
    expect(await api.door.executeCommand({ instanceId, commandId: `r${n}-${instanceId}`, command: raise(n), actor })).toMatchObject({
      status: 'done',
    });
  const { items } = (await api.call('nadia', 'GET', '/api/incidents')).body;
  const first = items.find((each: { id: string; code: string }) => each.id.startsWith(instanceId) && each.code === 'c1');
  const path = `/api/incidents/${encodeURIComponent(first.id)}`;
  expect((await api.call('nadia', 'GET', path)).body).toMatchObject({ status: 'open', next: null });
  await api.call('nadia', 'POST', `${path}/retry`, {});
  expect((await api.call('nadia', 'GET', path)).body).toMatchObject({ status: 'resolved', next: null });
});

it('whoever may not see contact data is told an incident without what it quotes, wherever he reads it', async () => {
  const { instanceId } = await api.startLead({ team: 'north' });
  const raise = { type: 'raiseIncident' as const, code: 'timer', message: '"anna@secret.pl" is no duration' };
  const actor = { id: 'system:test', roles: [], groups: [] };
  expect(await api.door.executeCommand({ instanceId, commandId: `q-${instanceId}`, command: raise, actor })).toMatchObject({
    status: 'done',
  });
  const read = async (who: string) => {
    const found = (await api.call('nadia', 'GET', `/api/cases/${instanceId}`)).body;
    const paths = ['/api/incidents', `/api/cases/${instanceId}`, `/api/cases/${instanceId}/history`, `/api/records/${found.record.id}`];
    const answers = await Promise.all(paths.map((path) => api.call(who, 'GET', path)));
    expect(answers.map(({ status }) => status)).toEqual(who === 'mark' ? [403, 200, 200, 200] : [200, 200, 200, 200]);
    return answers.map(({ body }) => JSON.stringify(body).includes('secret'));
  };
  expect(await read('nadia')).toContain(true);
  expect(await read('oskar')).toEqual([false, false, false, false]);
  expect(await read('mark')).toEqual([false, false, false, false]);
});
