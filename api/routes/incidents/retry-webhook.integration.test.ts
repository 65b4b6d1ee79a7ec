import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createInlineWorker } from '../../../activities/inline-worker.ts';
import { createHttpClient } from '../../../activities/world/http-client.ts';
import { begin, end, line } from '../../../runtime/testing/publish.ts';
import { verifyCase } from '../../../runtime/verify-case.ts';
import { type Background, startBackground } from '../../background.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';

let api: Api;
let background: Background;
let work: (instanceId: string) => Promise<void>;
/** The company's own system: one address answers, any other is not there. */
let erp: Server;
let host: string;
const called: string[] = [];

beforeAll(async () => {
  erp = createServer((request, response) => {
    called.push(String(request.url));
    response.writeHead(request.url === '/right' ? 200 : 404, { 'content-type': 'application/json' }).end('{"order":7}');
  });
  await new Promise<void>((resolve) => erp.listen(0, '127.0.0.1', resolve));
  host = `127.0.0.1:${(erp.address() as AddressInfo).port}`;
  api = await openApi({ deps: { wakeBackground: () => background?.wake() } });
  const { database, door, clock } = api;
  const silent = pino({ level: 'silent' });
  background = startBackground({ db: database.db, pool: database.pool, door, now: clock.now, defaultCountry: 'PL' }, silent);
  work = createInlineWorker({
    db: database.db,
    door,
    mailer: { send: async () => ({ accepted: true }) },
    http: createHttpClient(),
    now: clock.now,
    log: silent,
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@firma.example>',
      publicUrl: 'http://127.0.0.1',
      secret: () => undefined,
      allowedPrivateHosts: [host],
    },
  });
  const ask = `<bpmn:serviceTask id="ask" name="Ask"><bpmn:extensionElements><perennial:job type="call-webhook" retries="1">
    <perennial:input source="= if erpUrl = null then gone else erpUrl" target="url" /><perennial:output source="= body.order" target="order" /></perennial:job></bpmn:extensionElements></bpmn:serviceTask>`;
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
    xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="http://perennial.dev/test"><bpmn:process id="erp" isExecutable="true">${line(begin, ask, '<bpmn:userTask id="check" name="check" perennial:candidateGroups="sales" />', end)}</bpmn:process></bpmn:definitions>`;
  const files = [
    { path: 'manifest.json', content: JSON.stringify({ key: 'erp', name: 'ERP', process: 'erp.bpmn' }) },
    { path: 'erp.bpmn', content: bpmn },
  ];
  const published = await api.packageStore.publish({ key: 'erp', files, actor: null, now: clock.at });
  if (!published.ok) throw new Error(JSON.stringify(published.findings));
});
afterAll(async () => {
  await background?.close();
  await api?.close();
  erp?.close();
});

const post = (path: string, body: object) => api.call('maria', 'POST', path, body);

/** A case whose job was tried at an address that is not there. */
async function stuck(): Promise<{ id: string; incident: string }> {
  const started = await post('/api/instances', { process: 'erp', variables: { erpUrl: `http://${host}/wrong` } });
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  const id = started.body.instanceId as string;
  await work(id);
  const incident = (await incidents()).find((each) => each.instanceId === id);
  expect(incident).toMatchObject({ code: 'httpStatus' });
  return { id, incident: incident?.id ?? '' };
}

async function incidents(): Promise<{ id: string; instanceId: string; code: string }[]> {
  return (await api.call('maria', 'GET', '/api/incidents?limit=200')).body.items;
}

async function goesOnAt(id: string, path: string) {
  called.length = 0;
  await work(id);
  expect(called).toEqual([path]);
  expect((await api.tasks(id)).filter((task) => task.status === 'open').map((task) => task.element)).toEqual(['check']);
  const { state } = (await api.call('ada', 'GET', `/api/instances/${id}/state`)).body;
  expect(Object.values(state.elements)[0]).toMatchObject({ variables: { erpUrl: `http://${host}${path}`, order: 7 } });
  expect(await verifyCase(api.database.pool, id)).toEqual([]);
}

describe('a job that gave up is tried with what its variables say by then', () => {
  const right = () => ({ erpUrl: `http://${host}/right` });

  it('given with the retry', async () => {
    const { id, incident } = await stuck();
    expect((await post(`/api/incidents/${incident}/retry`, { variables: right() })).body).toMatchObject({ ok: true });
    await goesOnAt(id, '/right');
  });

  it('corrected before it', async () => {
    const { id, incident } = await stuck();
    const corrected = await post(`/api/instances/${id}/variables`, { reason: 'moved', variables: right() });
    expect(corrected.status, JSON.stringify(corrected.body)).toBe(200);
    expect((await post(`/api/incidents/${incident}/retry`, {})).body).toMatchObject({ ok: true });
    await goesOnAt(id, '/right');
  });

  it('given to many at once', async () => {
    const cases = [await stuck(), await stuck()];
    const action = { action: 'retryIncident', code: 'httpStatus', variables: right() };
    const batch = await post('/api/batches', { action, filter: { ids: cases.map(({ id }) => id) }, perSecond: 1000 });
    expect(batch.status, JSON.stringify(batch.body)).toBe(200);
    await expect
      .poll(async () => (await api.call('maria', 'GET', `/api/batches/${batch.body.id}`)).body.status, { timeout: 20_000 })
      .toBe('done');
    for (const { id } of cases) await goesOnAt(id, '/right');
  });

  it('and when they cannot be read, a new incident says which', async () => {
    const { id, incident } = await stuck();
    await post(`/api/incidents/${incident}/retry`, { variables: { erpUrl: null } });
    called.length = 0;
    await work(id);
    expect(called).toEqual([]);
    const open = (await incidents()).filter((each) => each.instanceId === id);
    expect(open).toMatchObject([{ code: 'missingVariable', message: expect.stringContaining('job input url') }]);
    await post(`/api/incidents/${open[0]?.id}/retry`, { variables: right() });
    await goesOnAt(id, '/right');
  });
});
