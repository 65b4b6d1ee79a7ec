import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const steps = (names: string[]) =>
  line(begin, ...names.map((name) => `<bpmn:userTask id="${name}" name="${name}" perennial:candidateGroups="north" />`), end);
const started = async (user: string, process: string) => (await api.call(user, 'POST', '/api/instances', { process })).body.instanceId;
const listed = async (user: string, process: string) =>
  (await api.call(user, 'GET', `/api/cases?process=${process}`)).body.items.map((row: { id: string }) => row.id);

it('cases without a record stay in the list when a newer version moves records', async () => {
  await publish(api, { key: 'grown', body: steps(['one']) });
  const id = await started('ada', 'grown');
  expect(await listed('ada', 'grown')).toEqual([id]);
  await publish(api, {
    key: 'grown',
    body: steps(['one', 'two']),
    manifest: { recordType: 'grown', recordTypes: [{ id: 'grown', name: 'Grown', fields: [] }] },
  });
  await new Promise((resolve) => setTimeout(resolve, 2_100));
  expect(await listed('ada', 'grown')).toEqual([id]);
  const found = (await api.call('ada', 'GET', '/api/search?q=grown')).body.items;
  expect(found.filter((each: { kind: string }) => each.kind === 'case')).toMatchObject([{ id }]);
});

it('a step in a case without a record is taken back by whoever took it, as in one with', async () => {
  await publish(api, { key: 'alone', body: steps(['first', 'second']) });
  const id = await started('ada', 'alone');
  const open = async () => (await api.tasks(id)).filter((task) => task.status === 'open').map((task) => task.element);
  const [task] = await api.tasks(id);
  const done = await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(`${id}:${task?.element_instance}`)}/complete`, {});
  expect([done.status, await open()]).toEqual([200, ['second']]);
  // Who sees nothing of the case learns nothing; who sees it without having done the step is told so.
  expect((await api.call('sofia', 'POST', `/api/instances/${id}/undo`, {})).status).toBe(404);
  expect((await api.call('norma', 'POST', `/api/instances/${randomUUID()}/undo`, {})).status).toBe(404);
  const undone = await api.call('norma', 'POST', `/api/instances/${id}/undo`, {});
  expect([undone.status, undone.body.status, await open()]).toEqual([200, 'open', ['first']]);
  // Other operations on such a case stay with those who operate everything.
  expect((await api.call('nadia', 'POST', `/api/instances/${id}/suspend`, {})).status).toBe(404);
});
