import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const taskOf = (id: string, group: string) => `<bpmn:userTask id="${id}" name="${id}" perennial:candidateGroups="${group}" />`;
const both = `<bpmn:parallelGateway id="fork" />${taskOf('one', 'north')}${taskOf('other', 'south')}<bpmn:endEvent id="e1" /><bpmn:endEvent id="e2" />
  ${['start fork', 'fork one', 'fork other', 'one e1', 'other e2']
    .map((pair) => pair.split(' '))
    .map(([from, to]) => `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}" />`)
    .join('')}`;

beforeAll(async () => {
  api = await openApi();
  const recordTypes = [{ id: 'lead', name: 'Lead', fields: [{ key: 'title', label: 'Title', type: 'text' }] }];
  const manifest = { recordType: 'lead', recordTypes, stages: [] };
  await publish(api, { key: 'passed-on', body: line(begin, taskOf('call', 'pre-sales'), taskOf('after', 'north'), end), manifest });
  await publish(api, { key: 'shared', body: begin + both });
});
afterAll(() => api?.close());

async function startAlone(instanceId: string) {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId, commandId: instanceId, packageKey: 'shared', variables: { secret: 1 }, records: [], actor };
  expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
}

describe('a case with a record', () => {
  it('is seen by whoever sees the record: not for good by all who once had a task of it', async () => {
    const { instanceId, recordId, taskId } = await api.startLead({ team: 'north' }, 'passed-on');
    const seen = (user: string) =>
      Promise.all(
        [`records/${recordId}`, ...['', '/history', '/map', '/ad-hoc'].map((part) => `cases/${instanceId}${part}`)].map(
          async (path) => (await api.call(user, 'GET', `/api/${path}`)).status,
        ),
      );
    const all = (status: number) => [status, status, status, status, status];
    for (const user of ['anna', 'boris', 'norma']) expect([user, await seen(user)]).toEqual([user, all(200)]);
    const id = encodeURIComponent(taskId);
    expect((await api.call('boris', 'POST', `/api/tasks/${id}/claim`)).status).toBe(200);
    expect((await api.call('boris', 'POST', `/api/tasks/${id}/complete`, {})).status).toBe(200);
    expect(await seen('anna')).toEqual(all(404));
    for (const user of ['boris', 'norma', 'nadia', 'ada']) expect([user, await seen(user)]).toEqual([user, all(200)]);
  });
});

describe('a case without a record', () => {
  it('shows of its open tasks those the reader may see', async () => {
    await startAlone('shared-1');
    const tasks = async (user: string) =>
      (await api.call(user, 'GET', '/api/cases/shared-1')).body.tasks.map((row: { element: string }) => row.element);
    expect(await tasks('norma')).toEqual(['one']);
    expect(await tasks('sofia')).toEqual(['other']);
    expect(await tasks('maria')).toEqual(['one', 'other']);
  });

  it('gives its variables to those who may ask for its state', async () => {
    await startAlone('shared-2');
    const seen = async (user: string) => [
      (await api.call(user, 'GET', '/api/cases/shared-2')).body.variables?.map((each: { name: string }) => each.name) ?? null,
      (await api.call(user, 'GET', '/api/instances/shared-2/state')).status,
    ];
    expect(await seen('nadia')).toEqual([null, 404]);
    expect(await seen('maria')).toEqual([['secret'], 200]);
  });
});
