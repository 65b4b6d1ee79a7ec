import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, openApi } from '../../api/testing/api-fixture.ts';
import { runBatches } from '../../runtime/batch/index.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { type StartedCase, startCases, worker } from './cases.ts';
import { first, key, plan, second, ways } from './two-versions.ts';

const count = 500;
const at = `/api/processes/${key}/migrations/1/2`;
let api: Api;
let cases: StartedCase[];
beforeAll(async () => {
  api = await openApi({
    users: [
      { id: 'olga', name: 'Olga', roles: ['process-owner'], teams: [] },
      { id: 'piotr', name: 'Piotr', roles: ['process-owner'], teams: [], locale: 'pl' },
      { id: 'anna', name: 'Anna', roles: ['rep'], teams: ['sales'] },
    ],
  });
  for (const { files } of [first, second]) {
    const published = await api.packageStore.publish({ key, files, actor: 'olga', now: api.clock.now() });
    if (!published.ok) throw new Error(JSON.stringify(published.findings));
  }
  cases = await startCases(api.door, count, tasksOf);
});
afterAll(() => api?.close());

async function tasksOf(id: string) {
  const open = (await api.tasks(id)).filter((task) => task.status === 'open');
  return open.map(({ element, element_instance }) => ({ element, task: element_instance }));
}
const rows = () =>
  api.database.db.selectFrom('instance').select(['id', 'state', 'package_version', 'package_hash', 'status']).orderBy('id').execute();
async function states(): Promise<Map<string, unknown>> {
  return new Map((await rows()).map(({ id, state }) => [id, { ...(state as object), factNumber: 0 }]));
}
async function sound(): Promise<void> {
  const faults: string[] = [];
  for (const { id } of cases) faults.push(...(await verifyCase(api.database.pool, id)));
  expect(faults).toEqual([]);
}
const runAll = () =>
  runBatches({ db: api.database.db, pool: api.database.pool, door: api.door, now: () => api.clock.now() }, { worker: 'test' });
const fast = { perSecond: 1000 };
const gone = () => cases.filter(({ way }) => way === 'gone').map(({ id }) => id);

describe(`${count} cases in mixed states`, () => {
  let before: Map<string, unknown>;
  let migration: string;

  test('the plan is suggested, edited and stored with the newer version; conflicts are told', async () => {
    const got = (await api.call('piotr', 'GET', at)).body;
    expect(got).toMatchObject({ revision: 0, openCases: count, plan: { elements: plan.elements } });
    const doubtful = got.suggestion.entries.find((entry: { element: string }) => entry.element === 'ask');
    expect(doubtful).toMatchObject({ target: 'question', confidence: 'doubtful', text: 'Między tymi samymi krokami' });
    expect(got.check.stays).toMatchObject([{ code: 'unmapped', element: 'gone' }]);
    const wrong = await api.call('olga', 'PUT', at, { revision: 0, plan: { elements: { nobody: 'ask' } } });
    expect([wrong.status, wrong.body.code]).toEqual([422, 'planUnknown']);
    expect((await api.call('anna', 'PUT', at, { revision: 0, plan })).status).toBe(403);
    expect((await api.call('olga', 'PUT', at, { revision: 0, plan })).body.revision).toBe(1);
    expect((await api.call('piotr', 'PUT', at, { revision: 0, plan })).body.code).toBe('planConflict');
    expect((await api.call('olga', 'GET', at)).body).toMatchObject({ revision: 1, savedBy: { name: 'Olga' } });
  });

  test('a preview tries every case as it is, tells what stays and why, and writes nothing', async () => {
    before = await states();
    const seen = {
      tried: 0,
      can: 0,
      stays: [] as { instanceId: string; reasons: { text: string }[] }[],
      elements: new Map<string, number>(),
    };
    for (let after: string | null | undefined; after !== null; ) {
      const page: { status: number; body: Record<string, never> } = await api.call('piotr', 'POST', `${at}/preview`, {
        limit: 200,
        ...(after ? { after } : {}),
      });
      const body = page.body as unknown as {
        total: number;
        tried: number;
        can: number;
        stays: typeof seen.stays;
        next: string | null;
        elements: { element: string; cases: number }[];
      };
      expect(body.total).toBe(count);
      seen.tried += body.tried;
      seen.can += body.can;
      seen.stays.push(...body.stays);
      for (const { element, cases: more } of body.elements) seen.elements.set(element, (seen.elements.get(element) ?? 0) + more);
      after = body.next;
    }
    expect([seen.tried, seen.can]).toEqual([count, count - gone().length]);
    expect(seen.stays.map(({ instanceId }) => instanceId).sort()).toEqual(gone().sort());
    expect(seen.stays[0]?.reasons[0]?.text).toBe('Kroku „Old step” nie ma w nowej wersji, a sprawa na nim stoi');
    expect(seen.elements.get('calc')).toBe(cases.filter(({ way }) => way === 'incident').length);
    expect(await states()).toEqual(before);
  });

  test('all that can move are moved, with their people, drafts, times and jobs; the rest stays and is listed', async () => {
    api.clock.at += 5 * 3_600_000;
    const started = (await api.call('olga', 'POST', `${at}/start`, { revision: 1, ...fast })).body;
    expect(started.cases).toBe(count);
    migration = started.migration;
    await runAll();
    const told = (await api.call('piotr', 'GET', `/api/migrations/${migration}?limit=200`)).body;
    expect(told).toMatchObject({
      kind: 'move',
      from: 1,
      to: 2,
      status: 'done',
      counts: { done: count - gone().length, refused: gone().length },
    });
    expect(told.stays.map((each: { instanceId: string }) => each.instanceId).sort()).toEqual(gone().sort());
    expect(told.stays[0].reasons).toMatchObject([
      { code: 'unmapped', text: 'Kroku „Old step” nie ma w nowej wersji, a sprawa na nim stoi' },
    ]);
    const versions = (await rows()).map(({ id, package_version }) => [id, package_version]);
    expect(versions.filter(([, version]) => version !== 2).map(([id]) => id)).toEqual(gone().sort());
    for (const { id, way, number } of cases) {
      const tasks = (await api.tasks(id)).filter((task) => task.status === 'open');
      if (way !== 'ask') continue;
      const turn = Math.floor(number / ways.length) % 3;
      expect(tasks).toMatchObject([{ element: 'question', name: 'Ask the customer', assignee: turn > 0 ? 'anna' : null, due_at: null }]);
      expect(tasks[0]?.draft ?? null).toEqual(turn === 2 ? { note: `half ${number}` } : null);
    }
    await sound();
  });

  test('the history of a case says so in words', async () => {
    const [one] = cases.filter(({ way }) => way === 'ask');
    const record = await api.database.db
      .selectFrom('instance_record')
      .select('record_id')
      .where('instance_id', '=', one?.id ?? '')
      .executeTakeFirstOrThrow();
    const history = (await api.call('piotr', 'GET', `/api/records/${record.record_id}/history`)).body;
    const moved = history.items.find((entry: { text: string }) => entry.text.startsWith('Sprawę przeniesiono'));
    expect(moved).toMatchObject({ text: 'Sprawę przeniesiono z wersji 1 procesu na wersję 2', actor: { name: 'Olga' } });
    expect(moved.children.map((child: { text: string }) => child.text)).toContain('Ask the customer: nie ma już terminu');
  });

  test('taken back, each case is exactly as it was', async () => {
    api.clock.at += 1_000;
    const undo = (await api.call('olga', 'POST', `/api/migrations/${migration}/undo`, fast)).body;
    expect(undo.cases).toBe(count - gone().length);
    await runAll();
    expect((await api.call('olga', 'GET', `/api/migrations/${undo.migration}`)).body).toMatchObject({
      kind: 'undo',
      counts: { done: undo.cases, refused: 0 },
    });
    expect(await states()).toEqual(before);
    expect((await rows()).every(({ package_version }) => package_version === 1)).toBe(true);
    await sound();
    const moves = (await api.call('olga', 'GET', `/api/processes/${key}/migrations`)).body.items;
    expect(moves.map((each: { kind: string }) => each.kind)).toEqual(['undo', 'move']);
  });

  test('moved again, all go on to their end', async () => {
    await api.call('olga', 'POST', `${at}/start`, { revision: 1, ...fast });
    await runAll();
    const chief = { id: 'system:test', roles: [], groups: [] };
    for (const { id, way, order } of cases) {
      const send = (command: Parameters<typeof api.door.executeCommand>[0]['command'], actor = worker) =>
        api.door.executeCommand({ instanceId: id, commandId: `end-${id}-${Math.random()}`, command, actor });
      const { state } = await api.database.db.selectFrom('instance').select('state').where('id', '=', id).executeTakeFirstOrThrow();
      if (way === 'message')
        await send({ type: 'deliverMessage', messageId: `m-${id}`, name: 'customer.answered', correlationKey: order, payload: {} }, chief);
      const job = Object.values(state.elements).find((each) => each.job)?.job;
      if (way === 'job' && job) await send({ type: 'completeJob', job: job.key, output: {} }, chief);
      const incident = Object.keys(state.incidents)[0];
      if (incident) await send({ type: 'retryIncident', incident: Number(incident) }, chief);
    }
    api.clock.at += 2 * 86_400_000;
    for (const { id } of cases.filter(({ way }) => way === 'wait'))
      await api.door.executeCommand({
        instanceId: id,
        commandId: `due-${id}`,
        command: { type: 'advance' },
        actor: { id: 'system:timer', roles: [], groups: [] },
      });
    for (const { id } of cases) {
      for (let [next] = await tasksOf(id); next; [next] = await tasksOf(id)) {
        const result = await api.door.executeCommand({
          instanceId: id,
          commandId: `done-${id}-${next.task}`,
          command: { type: 'completeTask', task: next.task, values: {} },
          actor: worker,
        });
        expect(result.status).toBe('done');
      }
    }
    expect((await rows()).filter(({ status }) => status !== 'completed')).toEqual([]);
    await sound();
  });
});
