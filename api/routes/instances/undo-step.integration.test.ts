import { afterAll, beforeAll, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}" perennial:candidateGroups="north" />`;

beforeAll(async () => {
  api = await openApi();
  await publish(api, { key: 'steps', body: line(begin, task('one'), task('two'), end) });
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId: 'two-1', commandId: 'two-1', packageKey: 'steps', variables: {}, records: [], actor };
  expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
});
afterAll(() => api?.close());

const open = async (user: string) => (await api.call(user, 'GET', '/api/cases/two-1')).body.tasks;
const undo = (user: string) => api.call(user, 'POST', '/api/instances/two-1/undo', {});

it('is for whoever took the step, also in a case without a record; others are told why not, and who cannot see it finds nothing', async () => {
  expect((await undo('norma')).body).toMatchObject({ code: 'irrevocable', params: { why: 'nothing' } });
  const [first] = await open('norma');
  const id = encodeURIComponent(first.id);
  expect((await api.call('norma', 'POST', `/api/tasks/${id}/claim`)).status).toBe(200);
  expect((await api.call('norma', 'POST', `/api/tasks/${id}/complete`, {})).status).toBe(200);
  expect((await open('norma')).map((each: { name: string }) => each.name)).toEqual(['two']);
  expect((await undo('anna')).status).toBe(404);
  expect((await undo('boris')).status).toBe(404);
  expect((await undo('norma')).status).toBe(200);
  expect((await open('norma')).map((each: { name: string }) => each.name)).toEqual(['one']);
});
