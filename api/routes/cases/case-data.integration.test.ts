import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const outcomes = (variable: string) =>
  `<bpmn:extensionElements><perennial:outcomes variable="${variable}"><perennial:outcome value="right" name="Right" /><perennial:outcome value="wrong" name="Wrong" /></perennial:outcomes></bpmn:extensionElements>`;
const loop = '<bpmn:multiInstanceLoopCharacteristics perennial:collection="= invoices" perennial:item="invoice" />';
const form = JSON.stringify({
  type: 'default',
  schemaVersion: 18,
  id: 'look',
  components: [
    { id: 'a', key: 'paidAmount', label: 'Paid', type: 'number', properties: { type: 'money' } },
    { id: 'b', key: 'remark', label: 'Remark', type: 'textarea', properties: { type: 'longText' } },
    { id: 'c', key: 'contract', label: 'Contract', type: 'textfield', properties: { type: 'file' } },
  ],
});
const look = `<bpmn:userTask id="look" name="Look" perennial:candidateGroups="north" perennial:form="look">${outcomes('verdict')}</bpmn:userTask>`;
const each = `<bpmn:userTask id="each" name="Each" perennial:candidateGroups="north">${outcomes('found')}${loop}</bpmn:userTask>`;
const recordTypes = [{ id: 'lead', name: 'Lead', fields: [{ key: 'title', label: 'Title', type: 'text' }] }];
const variables = {
  supplierName: 'Acme',
  payBy: '2026-12-24',
  invoices: [{ netSum: 5 }],
  remark: 'hello',
  paidAmount: 5,
  _trace: 'x',
  orderId: '00000000-0000-4000-8000-000000000001',
  contract: '00000000-0000-4000-8000-000000000002',
  clientPhone: '48601000112',
  said: 'call me: anna@example.com',
};

beforeAll(async () => {
  api = await openApi();
  const files = [
    { path: 'forms/look.form', content: form },
    {
      path: 'texts/ru.json',
      content: JSON.stringify({ Right: 'Верно', Paid: 'Оплачено', supplierName: 'Поставщик', 'Net sum': 'Сумма нетто' }),
    },
  ];
  const manifest = { forms: ['forms/look.form'], texts: { ru: 'texts/ru.json' } };
  await publish(api, { key: 'alone', body: line(begin, look, each, end), manifest, files });
  await publish(api, {
    key: 'owned',
    body: line(begin, look, each, end),
    manifest: { ...manifest, recordType: 'lead', recordTypes, stages: [] },
    files,
  });
  const actor = { id: 'system:intake', roles: [], groups: [] };
  for (const [packageKey, record] of [
    ['alone', null],
    ['owned', '00000000-0000-4000-8000-00000000000a'],
  ] as const)
    expect(
      await api.door.startInstance({
        instanceId: packageKey,
        commandId: packageKey,
        packageKey,
        variables: variables as never,
        records: record
          ? [
              {
                alias: 'lead',
                type: 'lead',
                id: record,
                relation: 'owns',
                create: { title: 'Klos', owner: null, team: 'north', fields: {} },
              },
            ]
          : [],
        actor,
      } as never),
    ).toMatchObject({ status: 'done' });
});
afterAll(() => api?.close());

type Datum = { name: string; label: string; value: unknown; ofCase: boolean; type: string | null; options: unknown };
const caseOf = async (user: string, id: string): Promise<Datum[]> => (await api.call(user, 'GET', `/api/cases/${id}`)).body.data;
const taskOf = async (user: string, id: string): Promise<Datum[]> => {
  const [task] = (await api.call('ada', 'GET', `/api/cases/${id}`)).body.tasks;
  return (await api.call(user, 'GET', `/api/tasks/${encodeURIComponent(task.id)}`)).body.data;
};
const names = (data: Datum[]) => data.map((datum) => datum.name);

describe.each(['alone', 'owned'])('what a case knows (%s)', (id) => {
  it('is said in words on its page, without a program’s own and what says nothing', async () => {
    const data = await caseOf('norma', id);
    expect(data.map(({ label, value }) => [label, value])).toEqual([
      ['Paid', 5],
      ['Remark', 'hello'],
      ['Client phone', '48601000112'],
      ['Pay by', '2026-12-24'],
      ['Said', 'call me: anna@example.com'],
      ['Supplier name', 'Acme'],
      ['Invoices', [{ 'Net sum': 5 }]],
    ]);
    expect(data.find((datum) => datum.name === 'paidAmount')?.type).toBe('money');
  });

  it('is said beside a step’s form, but for what the form itself shows', async () => {
    expect(names(await taskOf('norma', id))).toEqual(['clientPhone', 'payBy', 'said', 'supplierName', 'invoices']);
  });

  it('shows who may not see contact data neither texts nor structures, which may quote it', async () => {
    expect(names(await caseOf('oskar', id))).toEqual(['paidAmount', 'payBy']);
  });
});

it('goes by the step, too: what it goes over and which results others had, in the reader’s language', async () => {
  const [task] = (await api.call('ada', 'GET', '/api/cases/alone')).body.tasks;
  const at = `/api/tasks/${encodeURIComponent(task.id)}`;
  expect((await api.call('norma', 'POST', `${at}/claim`)).status).toBe(200);
  expect((await api.call('norma', 'POST', `${at}/complete`, { outcome: 'right', values: {} })).status).toBe(200);
  expect((await api.call('norma', 'PATCH', '/api/me', { locale: 'ru' })).status).toBe(200);
  const data = await taskOf('norma', 'alone');
  const by = (name: string) => data.find((datum) => datum.name === name);
  expect(names(data)[0], 'what the step is about is said first').toBe('invoice');
  expect(by('invoice')).toMatchObject({ label: 'Invoice', value: { 'Сумма нетто': 5 }, ofCase: false });
  expect(by('verdict')).toMatchObject({
    label: 'Look',
    value: 'right',
    ofCase: true,
    options: [{ value: 'right', label: 'Верно' }, { value: 'wrong' }],
  });
  expect(by('supplierName')).toMatchObject({ label: 'Поставщик', value: 'Acme', ofCase: true });
  expect(by('paidAmount')?.label).toBe('Оплачено');
  expect(names(data)).not.toContain('lastActor');
});

it('is still said when the case has ended', async () => {
  const open = async () => (await api.call('ada', 'GET', '/api/cases/owned')).body.tasks;
  for (let tasks = await open(); tasks.length > 0; tasks = await open()) {
    const at = `/api/tasks/${encodeURIComponent(tasks[0].id)}`;
    await api.call('norma', 'POST', `${at}/claim`);
    expect((await api.call('norma', 'POST', `${at}/complete`, { outcome: 'right', values: {} })).status).toBe(200);
  }
  const page = (await api.call('norma', 'GET', '/api/cases/owned')).body;
  expect([page.status, names(page.data)]).toEqual([
    'completed',
    expect.arrayContaining(['paidAmount', 'remark', 'supplierName', 'invoices', 'verdict']),
  ]);
});
