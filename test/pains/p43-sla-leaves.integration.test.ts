import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { runBatches } from '../../runtime/batch/index.ts';
import { verifyCase } from '../../runtime/verify-case.ts';

/** P43, second half: an SLA is deleted in a new version, and cases that are overdue by it are moved there. */
let api: Api;
beforeAll(async () => {
  api = await openApi();
});
afterAll(() => api?.close());

const minute = 60_000;
const hour = 60 * minute;

function packageOf(key: string, due: string | null, alerts: string[]): { path: string; content: string }[] {
  const list = alerts.map((at) => `<perennial:alert at="${at}" to="supervisor" level="late" />`).join('');
  const deadline = due === null ? '' : ` perennial:due="${due}" perennial:calendar="none" perennial:warn="50%"`;
  const inner = due === null ? '' : `<bpmn:extensionElements><perennial:alerts>${list}</perennial:alerts></bpmn:extensionElements>`;
  const bpmn = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:perennial="http://perennial.dev/schema/bpmn/1.0" id="d" targetNamespace="http://perennial.dev/test">
<bpmn:process id="${key}" isExecutable="true">
  <bpmn:startEvent id="start" perennial:stage="work" />
  <bpmn:userTask id="call" name="Call" perennial:stage="work" perennial:candidateGroups="sales"${deadline}>${inner}</bpmn:userTask>
  <bpmn:endEvent id="end" />
  <bpmn:sequenceFlow id="f1" sourceRef="start" targetRef="call" /><bpmn:sequenceFlow id="f2" sourceRef="call" targetRef="end" />
</bpmn:process></bpmn:definitions>`;
  const recordTypes = [{ id: 'lead', name: 'Lead', fields: [{ key: 'need', label: 'Need', type: 'text' }] }];
  const stages = [{ id: 'work', name: 'Work', color: 'sky', requiredFields: [] }];
  const manifest = { key, name: key, process: `${key}.bpmn`, recordType: 'lead', recordTypes, stages };
  return [
    { path: 'manifest.json', content: JSON.stringify(manifest) },
    { path: `${key}.bpmn`, content: bpmn },
  ];
}

const advance = (instanceId: string) =>
  api.door.executeCommand({
    instanceId,
    commandId: `advance-${instanceId}-${api.clock.now()}`,
    command: { type: 'advance' },
    actor: { id: 'system:timer', roles: [], groups: [] },
  });
const lateOn = async () => (await api.call('maria', 'GET', '/api/desk')).body.late.map((row: { id: string }) => row.id);
const alertsOf = async (id: string) => (await api.facts(id)).filter((fact) => fact.type === 'taskAlerted').length;

test.each([
  { due: 'PT1H', alerts: ['late'], after: 90 * minute, told: 2 },
  { due: 'PT4H', alerts: ['late', 'late+PT30M'], after: 4 * hour + 10 * minute, told: 2 },
  { due: 'PT20M', alerts: ['late', 'late+PT1H', 'late+P1D'], after: 3 * hour, told: 3 },
  { due: 'P1D', alerts: ['late'], after: 25 * hour, told: 2 },
])(
  'due $due with $alerts.length alerts, overdue: it leaves the late list with the move, and nobody is told any more',
  async ({ due, alerts, after, told }) => {
    const key = `sla-${due.toLowerCase()}`;
    for (const files of [packageOf(key, due, alerts), packageOf(key, null, [])]) {
      const published = await api.packageStore.publish({ key, files, actor: null, now: api.clock.now() });
      if (!published.ok) throw new Error(JSON.stringify(published.findings));
      if (published.version === 1) Object.assign(started, await api.startLead({ title: `SLA ${due}` }, key));
    }
    const { instanceId, taskId } = started;
    api.clock.at += after;
    await advance(instanceId);
    expect(await lateOn()).toContain(taskId);
    expect(await alertsOf(instanceId)).toBe(told);

    const at = `/api/processes/${key}/migrations/1/2`;
    await api.call('oskar', 'PUT', at, { revision: 0, plan: { elements: {} } });
    expect((await api.call('oskar', 'POST', `${at}/start`, { revision: 1 })).body.cases).toBe(1);
    await runBatches({ db: api.database.db, pool: api.database.pool, door: api.door, now: api.clock.now }, { worker: 'test' });

    expect(await lateOn()).not.toContain(taskId);
    const [task] = await api.tasks(instanceId);
    expect(task).toMatchObject({ status: 'open', due_at: null, warn_at: null });
    expect((await api.call('maria', 'GET', `/api/tasks/${encodeURIComponent(taskId)}`)).body.sla.state).toBe('none');
    const armed = await api.database.db
      .selectFrom('timer')
      .select('id')
      .where('instance_id', '=', instanceId)
      .where('status', '=', 'armed')
      .execute();
    expect(armed).toEqual([]);
    api.clock.at += 40 * 24 * hour;
    expect(await advance(instanceId)).toMatchObject({ status: 'refused', rejection: { code: 'notYet' } });
    expect(await alertsOf(instanceId)).toBe(told);
    expect(await verifyCase(api.database.pool, instanceId)).toEqual([]);
  },
);

const started = { instanceId: '', taskId: '' };
