import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, end, line, publish } from '../../../runtime/testing/publish.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
const over = (list: string) => `<bpmn:multiInstanceLoopCharacteristics perennial:collection="= ${list}" perennial:item="invoice" />`;
const check = `<bpmn:userTask id="check" name="Check invoice" perennial:candidateGroups="north">${over('invoices')}</bpmn:userTask>`;
const house = `<bpmn:subProcess id="house" name="House">${over('houses').replace('invoice"', 'place"')}
  ${line('<bpmn:startEvent id="in" />', '<bpmn:userTask id="look" name="Look" perennial:candidateGroups="north">LOOP</bpmn:userTask>', '<bpmn:endEvent id="out" />').replace('LOOP', over('place.rooms'))}
</bpmn:subProcess>`;

beforeAll(async () => {
  api = await openApi();
  const manifest = { name: 'Invoices' };
  await publish(api, { key: 'invoices', body: line(begin, check, end), manifest });
  await publish(api, { key: 'houses', body: line(begin, house, end) });
  await start('invoices', 'inv-1', { invoices: [{ name: 'Acme', sum: 1 }, 'Globex', 3, { sum: 4 }, { label: 'Initech' }] });
});
afterAll(() => api?.close());

async function start(packageKey: string, instanceId: string, variables: object) {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId, commandId: instanceId, packageKey, variables: variables as never, records: [], actor };
  expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
}
const get = async (user: string, path: string) => {
  const { status, body } = await api.call(user, 'GET', path);
  return { status, body };
};

describe('tasks of what is repeated', () => {
  it('say which round they are, of how many, and about what; and their process', async () => {
    const { body } = await get('norma', '/api/tasks?view=pool');
    expect(body.items.map((row: { name: string; round: string; process: string }) => [row.name, row.round, row.process])).toEqual([
      ['Check invoice', '1 of 5 · Acme', 'Invoices'],
      ['Check invoice', '2 of 5 · Globex', 'Invoices'],
      ['Check invoice', '3 of 5 · 3', 'Invoices'],
      ['Check invoice', '4 of 5', 'Invoices'],
      ['Check invoice', '5 of 5 · Initech', 'Invoices'],
    ]);
    const [row] = body.items;
    expect((await get('norma', `/api/tasks/${encodeURIComponent(row.id)}`)).body).toMatchObject({ round: '1 of 5 · Acme' });
  });

  it('say the rounds around them too, the outermost first', async () => {
    await start('houses', 'house-1', {
      houses: [
        { name: 'Mill', rooms: ['hall'] },
        { name: 'Barn', rooms: ['loft', 'stable'] },
      ],
    });
    const { body } = await get('ada', '/api/cases/house-1');
    expect(body.tasks.map((row: { round: string }) => row.round).sort()).toEqual([
      '1 of 2 · Mill · 1 of 1 · hall',
      '2 of 2 · Barn · 1 of 2 · loft',
      '2 of 2 · Barn · 2 of 2 · stable',
    ]);
  });

  it('of a case with one step and no repetition say nothing of it', async () => {
    await start('test-payment', 'pay-1', { order: 'A' });
    const { body } = await get('anna', '/api/tasks?view=pool');
    expect(body.items.find((row: { instanceId: string }) => row.instanceId === 'pay-1')).toMatchObject({
      round: null,
      process: 'test-payment',
    });
  });
});

describe('a case without a record', () => {
  it('has a page: steps, history by round, map, and variables for those who operate cases', async () => {
    const [first] = (await get('norma', '/api/cases/inv-1')).body.tasks;
    const id = encodeURIComponent(first.id);
    expect((await api.call('norma', 'POST', `/api/tasks/${id}/claim`)).status).toBe(200);
    expect((await api.call('norma', 'POST', `/api/tasks/${id}/complete`, {})).status).toBe(200);
    const page = (await get('norma', '/api/cases/inv-1')).body;
    expect(page).toMatchObject({
      process: { key: 'invoices', name: 'Invoices', version: 1 },
      status: 'open',
      record: null,
      incidents: [],
      variables: null,
    });
    expect(page.tasks.map((row: { round: string }) => row.round)).toEqual(['2 of 5 · Globex', '3 of 5 · 3', '4 of 5', '5 of 5 · Initech']);
    const history = (await get('norma', '/api/cases/inv-1/history')).body.items.map((entry: { text: string }) => entry.text);
    expect(history[0]).toContain('Check invoice · 1 of 5 · Acme');
    expect(history).toHaveLength(3);
    expect(history[1]).toContain('Check invoice · 1 of 5 · Acme');
    const map = (await get('norma', '/api/cases/inv-1/map')).body;
    expect(map).toMatchObject({ now: ['check'], rounds: [{ element: 'check', open: 4, done: 1, total: 5 }] });
    expect(map.words).toContain('Open: 2 of 5 · Globex');
    expect(map.words).not.toContain('Open: 4 of 5');
    const { variables } = (await get('maria', '/api/cases/inv-1')).body;
    expect(variables.map((each: { name: string }) => each.name)).toEqual(['invoices', 'lastActor']);
  });

  it('is there for those who have a task in it and those who see everything; for others it is not', async () => {
    for (const path of ['', '/history', '/map']) {
      for (const user of ['norma', 'nadia', 'maria', 'oskar', 'ada'])
        expect([user, path, (await get(user, `/api/cases/inv-1${path}`)).status]).toEqual([user, path, 200]);
      for (const user of ['anna', 'sofia', 'clara', 'mark'])
        expect([user, path, (await get(user, `/api/cases/inv-1${path}`)).body]).toEqual([
          user,
          path,
          (await get(user, `/api/cases/nothing${path}`)).body,
        ]);
    }
    const listed = async (user: string) => (await get(user, '/api/cases?process=invoices')).body.items.map((row: { id: string }) => row.id);
    expect(await listed('norma')).toEqual(['inv-1']);
    expect(await listed('anna')).toEqual([]);
  });

  it('is listed page by page, the newest first; one with a record is not', async () => {
    await api.startLead({ team: 'north' });
    api.clock.at += 1000;
    await start('invoices', 'inv-2', { invoices: ['a'] });
    const first = (await get('ada', '/api/cases?limit=1')).body;
    expect(first.items).toMatchObject([{ id: 'inv-2', process: { name: 'Invoices' }, steps: ['Check invoice'], incidents: 0 }]);
    const ids: string[] = [];
    for (let next = first.next; next; ) {
      const more = (await get('ada', `/api/cases?limit=1&cursor=${encodeURIComponent(next)}`)).body;
      ids.push(...more.items.map((row: { id: string }) => row.id));
      next = more.next;
    }
    expect(ids.sort()).toEqual(['house-1', 'inv-1', 'pay-1']);
    expect((await get('ada', '/api/cases?stuck=true')).body.items).toEqual([]);
  });
});

describe('searching', () => {
  const search = async (user: string, q: string) =>
    (await get(user, `/api/search?q=${encodeURIComponent(q)}`)).body.items.map((each: { kind: string; id: string }) => [
      each.kind,
      each.id,
    ]);
  it('finds processes by name for who may read them, and their open cases without a record for who may see those', async () => {
    expect(await search('maria', 'invoic')).toEqual([
      ['process', 'invoices'],
      ['case', 'inv-2'],
      ['case', 'inv-1'],
    ]);
    expect((await search('norma', 'INVOIC')).map(([kind]: [string]) => kind)).toEqual(['case', 'case']);
    expect(await search('anna', 'invoices')).toEqual([]);
    expect(await search('maria', 'test-lead')).toEqual([['process', 'test-lead']]);
  });
  it('finds a case by its number, with a record or without, for who may see it', async () => {
    const { instanceId } = await api.startLead({ team: 'north' });
    expect(await search('norma', 'inv-1')).toContainEqual(['case', 'inv-1']);
    expect(await search('norma', ' #inv-1 ')).toContainEqual(['case', 'inv-1']);
    expect(await search('anna', 'inv-1')).toEqual([]);
    expect(await search('norma', instanceId)).toEqual([['case', instanceId]]);
    expect(await search('sofia', instanceId)).toEqual([]);
  });
});
