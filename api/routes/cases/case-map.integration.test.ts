import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { begin, catching, end, line, publish } from '../../../runtime/testing/publish.ts';
import { tellIncidents } from '../../incidents/tell-incidents.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { Packages } from '../../views/packages.ts';

let api: Api;
const timer = (id: string) =>
  catching(id, '<bpmn:timerEventDefinition><bpmn:timeDuration>PT5M</bpmn:timeDuration></bpmn:timerEventDefinition>').replace(
    `id="${id}"`,
    `id="${id}" name="Wait a moment"`,
  );
const task = (id: string, name: string) => `<bpmn:userTask id="${id}" name="${name}" perennial:candidateGroups="north" />`;
const call = (theirs: string) =>
  `<bpmn:callActivity id="call" name="Credit check" perennial:binding="latest" perennial:package="${theirs}" />`;
const named = (element: string, name: string) => element.replace('id=', `name="${name}" id=`);
/** Left by a condition; there is no other way. */
const choice = (condition: string) => `${begin}<bpmn:userTask id="ask" name="Ask" perennial:candidateGroups="north" />
  <bpmn:exclusiveGateway id="Gateway_1" /><bpmn:userTask id="big" name="Big order" perennial:candidateGroups="north" />${end}
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="ask" /><bpmn:sequenceFlow id="f2" sourceRef="ask" targetRef="Gateway_1" />
  <bpmn:sequenceFlow id="Flow_0y7" sourceRef="Gateway_1" targetRef="big"><bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${condition}</bpmn:conditionExpression></bpmn:sequenceFlow>
  <bpmn:sequenceFlow id="f4" sourceRef="big" targetRef="end" />`;

beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

async function start(packageKey: string, instanceId: string) {
  const actor = { id: 'system:intake', roles: [], groups: [] };
  const request = { instanceId, commandId: instanceId, packageKey, variables: {}, records: [], actor };
  expect(await api.door.startInstance(request)).toMatchObject({ status: 'done' });
}
const get = async (user: string, path: string) => (await api.call(user, 'GET', path)).body;
async function complete(instanceId: string) {
  const [task] = (await get('norma', `/api/cases/${instanceId}`)).tasks;
  expect((await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(task.id)}/claim`)).status).toBe(200);
  expect((await api.call('norma', 'POST', `/api/tasks/${encodeURIComponent(task.id)}/complete`, {})).status).toBe(200);
}

describe('the map of a case that calls another package', () => {
  beforeAll(async () => {
    await publish(api, { key: 'credit', body: line(named(begin, 'Start'), task('step', 'Look up'), named(end, 'End')) });
    // The same ids as in the called one, the process' own too.
    const process = (inner: string) => `<bpmn:process id="credit" isExecutable="true">${inner}</bpmn:process>`;
    await publish(api, {
      key: 'order',
      body: process(line(named(begin, 'Begin'), call('credit'), timer('wait'), task('step', 'Pack'), named(end, 'Done'))),
      manifest: { process: 'order.bpmn' },
    });
  });

  it('shows what the called process does as the activity that calls', async () => {
    await start('order', 'order-1');
    const map = await get('norma', '/api/cases/order-1/map');
    expect(map).toMatchObject({ walkedElements: ['start', 'call'], walkedFlows: ['start_call'], now: ['call'], stuck: [] });
    expect(map.words).toEqual(['Done: Begin', 'Now: Credit check', 'Then: Wait a moment']);
  });

  it('marks no end, step or flow of the caller as walked that only the called process has reached', async () => {
    await start('order', 'order-2');
    await complete('order-2');
    expect((await get('norma', '/api/cases/order-2')).waits).toEqual([
      { kind: 'timer', element: 'Wait a moment', name: null, at: expect.any(String), attempt: null, attempts: null, nextAt: null },
    ]);
    const map = await get('ada', '/api/cases/order-2/map');
    expect(map).toMatchObject({ walkedElements: ['start', 'call', 'wait'], now: ['wait'] });
    expect(map.walkedFlows.sort()).toEqual(['call_wait', 'start_call']);
    expect(map.words).toEqual(['Done: Begin', 'Done: Credit check', 'Now: Wait a moment', 'Then: Pack']);
  });
});

describe('a case that is stuck', () => {
  it.each([
    ['ada', 'Condition of the way to “Big order”: “amount” is not set. Formula: amount > 1000', 'Decision after “Ask”'],
    ['oskar', 'Warunek drogi do „Big order”: brak wartości „amount”. Formuła: amount > 1000', 'Decyzja po „Ask”'],
  ])('is marked so, and says where and why without ids (%s)', async (user, text, where) => {
    if (user === 'ada') {
      await publish(api, { key: 'choose', body: choice('amount &gt; 1000') });
      await start('choose', 'choose-1');
      await complete('choose-1');
    }
    await api.database.pool.query("update app_user set locale = 'pl' where login = 'oskar'");
    const page = await get(user, '/api/cases/choose-1');
    expect(page.incidents).toMatchObject([{ text, elementName: where, element: 'Gateway_1' }]);
    expect(page.incidents[0].message).toContain('Flow_0y7');
    const map = await get(user, '/api/cases/choose-1/map');
    expect(map).toMatchObject({ stuck: ['Gateway_1'], now: ['Gateway_1'] });
    expect(map.words.join()).toContain(`: ${where}`);
  });

  it('is told of in the same words', async () => {
    await api.database.pool.query("update app_user set locale = 'ru' where login = 'nadia'");
    const { db } = api.database;
    await tellIncidents({
      db,
      packages: new Packages(db, api.packageStore),
      settings: { publicUrl: 'http://127.0.0.1' },
      now: api.clock.now,
    });
    expect((await get('nadia', '/api/notifications')).items.map((each: { text: string }) => each.text)).toContain(
      'Застряло: choose, «Решение после «Ask»». Условие пути к шагу «Big order»: значения «amount» нет. Формула: amount > 1000',
    );
  });

  it('within a called package is marked at the activity that calls, and named by its own package', async () => {
    await publish(api, { key: 'rating', body: choice('amount &gt; 1000') });
    await publish(api, { key: 'outer', body: line(begin, call('rating'), task('Gateway_1', 'Not this one'), end) });
    await start('outer', 'outer-1');
    await complete('outer-1');
    expect(await get('norma', '/api/cases/outer-1/map')).toMatchObject({ stuck: ['call'], now: ['call'] });
    expect((await get('norma', '/api/cases/outer-1')).incidents).toMatchObject([
      { elementName: 'Decision after “Ask”', text: expect.stringContaining('the way to “Big order”') },
    ]);
  });
});
