import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';

let api: Api;
beforeAll(async () => {
  api = await openApi({
    users: [
      { id: 'olga', name: 'Olga', roles: ['process-owner'], teams: [] },
      { id: 'anna', name: 'Anna', roles: ['rep'], teams: ['sales'] },
    ],
  });
});
afterAll(() => api?.close());

const flow = (source: string, target: string) =>
  `<bpmn:sequenceFlow id="${source}_${target}" sourceRef="${source}" targetRef="${target}" />`;
const task = (id: string) => `<bpmn:userTask id="${id}" name="${id}" perennial:candidateGroups="sales" />`;
const chain = (...ids: string[]) =>
  ids
    .slice(1)
    .map((id, index) => flow(ids[index] ?? '', id))
    .join('');

/** `sale` calls `called`; `verify` has this many tasks. */
function model(tasks: number, called = 'verify'): string {
  const steps = Array.from({ length: tasks }, (_, index) => `verify${index + 1}`);
  return `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="urn:t">
<bpmn:process id="sale" isExecutable="true"><bpmn:startEvent id="s" />${task('before')}<bpmn:callActivity id="call" name="Verify" calledElement="${called}" />${task('after')}<bpmn:endEvent id="e" />${chain('s', 'before', 'call', 'after', 'e')}</bpmn:process>
<bpmn:process id="verify" isExecutable="true"><bpmn:startEvent id="vs" />${steps.map(task).join('')}<bpmn:endEvent id="ve" />${chain('vs', ...steps, 've')}</bpmn:process>
</bpmn:definitions>`;
}

async function save(key: string, bpmn: string): Promise<number> {
  const path = `/api/processes/${key}/draft`;
  const draft = (await api.call('olga', 'GET', path)).body;
  const manifest = JSON.stringify({ key, name: key, process: 'sale.bpmn', stages: [] });
  const files = [
    { path: 'manifest.json', content: manifest },
    { path: 'sale.bpmn', content: bpmn },
  ];
  const saved = await api.call('olga', 'PUT', path, { revision: draft.revision, files });
  expect(saved.status).toBe(200);
  return saved.body.revision;
}
const publish = (key: string, revision: number) => api.call('olga', 'POST', `/api/processes/${key}/publish`, { revision });

async function start(packageKey: string): Promise<string> {
  const instanceId = `${packageKey}-${randomUUID()}`;
  const actor = { id: 'system:intake', roles: [], groups: [] };
  await api.door.startInstance({ instanceId, commandId: instanceId, packageKey, variables: {}, records: [], actor });
  return instanceId;
}

/** Completes task after task through the API; gives the elements in order. */
async function takeThrough(instanceId: string): Promise<string[]> {
  const path: string[] = [];
  for (;;) {
    const [open] = (await api.tasks(instanceId)).filter((each) => each.status === 'open');
    if (!open) return path;
    path.push(open.element);
    const id = encodeURIComponent(`${instanceId}:${open.element_instance}`);
    expect((await api.call('anna', 'POST', `/api/tasks/${id}/complete`, {})).status).toBe(200);
  }
}

it.each([
  [1, 2],
  [3, 1],
])('P17: a case begun with %i tasks in the called process runs those, one begun after the change %i', async (old, changed) => {
  const key = `sale-${old}-${changed}`;
  await api.call('olga', 'POST', '/api/processes', { key, name: key });
  expect((await publish(key, await save(key, model(old)))).body.version).toBe(1);
  const s1 = await start(key);
  expect((await publish(key, await save(key, model(changed)))).body.version).toBe(2);
  const s2 = await start(key);
  const tasks = (count: number) => Array.from({ length: count }, (_, index) => `verify${index + 1}`);
  expect(await takeThrough(s1)).toEqual(['before', ...tasks(old), 'after']);
  expect(await takeThrough(s2)).toEqual(['before', ...tasks(changed), 'after']);
  const rows = await api.database.db
    .selectFrom('instance')
    .innerJoin('process_package', 'process_package.hash', 'instance.package_hash')
    .select(['instance.id', 'process_package.version'])
    .where('instance.id', 'in', [s1, s2])
    .execute();
  expect(new Map(rows.map((row) => [row.id, row.version]))).toEqual(
    new Map([
      [s1, 1],
      [s2, 2],
    ]),
  );
});

it.each(['nothing_here', '__proto__', 'sale-1-2'])('P17: a call of %s is refused at publish, naming the call', async (called) => {
  const key = `calls-${randomUUID().slice(0, 8)}`;
  await api.call('olga', 'POST', '/api/processes', { key, name: key });
  const refused = await publish(key, await save(key, model(1, called)));
  expect([refused.status, refused.body.code]).toEqual([422, 'refused']);
  const findings = (refused.body.params?.findings ?? []) as { element: string; message: string; severity: string }[];
  const named = findings.find((each) => each.element === 'call' && each.severity === 'error');
  expect(named?.message).toContain(called);
});
