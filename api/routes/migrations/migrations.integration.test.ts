import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { settleItems } from '../../../db/queries/batch-running.ts';
import { runBatches } from '../../../runtime/batch/index.ts';
import { done } from '../../../runtime/testing/door-fixture.ts';
import { verifyCase } from '../../../runtime/verify-case.ts';
import { type StartedCase, startCases, worker } from '../../../test/migration/cases.ts';
import { first, key, plan, second } from '../../../test/migration/two-versions.ts';
import { type Api, openApi } from '../../testing/api-fixture.ts';
import { people } from '../../testing/people.ts';

let api: Api;
let cases: StartedCase[];
beforeAll(async () => {
  const piotr = { id: 'piotr', name: 'Piotr', roles: ['process-owner'], teams: [], locale: 'pl' };
  const rita = { id: 'rita', name: 'Rita', roles: ['process-owner'], teams: [], locale: 'ru' };
  api = await openApi({ users: [...people, piotr, rita] });
  const third = second.files.map((file) => (file.path.endsWith('.bpmn') ? { ...file, content: `${file.content}\n<!-- 3 -->\n` } : file));
  for (const files of [first.files, second.files, third]) {
    const published = await api.packageStore.publish({ key, files, actor: 'oskar', now: api.clock.now() });
    if (!published.ok) throw new Error(JSON.stringify(published.findings));
  }
  await api.call('oskar', 'PUT', `/api/processes/${key}/migrations/1/2`, { revision: 0, plan });
  await api.call('oskar', 'PUT', `/api/processes/${key}/migrations/2/3`, { revision: 0, plan: { elements: {} } });
});
afterAll(() => api?.close());
/** Each test has cases of its own. */
beforeEach(async () => {
  cases = await startCases(api.door, 16, tasksOf);
});

async function tasksOf(id: string) {
  const open = (await api.tasks(id)).filter((task) => task.status === 'open');
  return open.map(({ element, element_instance }) => ({ element, task: element_instance }));
}
const ids = () => cases.map(({ id }) => id);
const gone = () => cases.filter(({ way }) => way === 'gone').map(({ id }) => id);
const moving = () => cases.length - gone().length;
const post = (user: string, path: string, body: object = {}) => api.call(user, 'POST', path, body);
const told = async (migration: string, user = 'oskar') => (await api.call(user, 'GET', `/api/migrations/${migration}?limit=200`)).body;
const runAll = () =>
  runBatches({ db: api.database.db, pool: api.database.pool, door: api.door, now: () => api.clock.now() }, { worker: 'test' });

async function start(from: number, to: number, user = 'oskar', more: object = {}): Promise<string> {
  const body = { revision: 1, perSecond: 1000, ids: ids(), ...more };
  const started = await post(user, `/api/processes/${key}/migrations/${from}/${to}/start`, body);
  expect(started.status, JSON.stringify(started.body)).toBe(200);
  return started.body.migration;
}
async function move(from: number, to: number): Promise<string> {
  const migration = await start(from, to);
  await runAll();
  expect((await told(migration)).counts).toMatchObject({ done: moving() });
  return migration;
}
async function undo(migration: string) {
  const begun = await post('oskar', `/api/migrations/${migration}/undo`, { perSecond: 1000 });
  await runAll();
  return { ...(await told(begun.body.migration)), asPole: await told(begun.body.migration, 'piotr') };
}
async function states() {
  const rows = await api.database.db.selectFrom('instance').select(['id', 'state', 'package_version']).where('id', 'in', ids()).execute();
  return new Map(rows.map(({ id, state, package_version }) => [id, [package_version, { ...(state as object), factNumber: 0 }]]));
}
async function sound() {
  for (const id of ids()) expect(await verifyCase(api.database.pool, id)).toEqual([]);
}

describe('taking moves back, one after the other', () => {
  it('the earlier move is taken back exactly once the later one was, and not while it stands', async () => {
    const before = await states();
    const one = await move(1, 2);
    const between = await states();
    const two = await move(2, 3);
    const tooEarly = await undo(one);
    expect(tooEarly.counts).toMatchObject({ done: 0, refused: moving() });
    expect(new Set(tooEarly.stays.map((each: { reasons: { text: string }[] }) => each.reasons[0]?.text))).toEqual(
      new Set(['The case was moved to another version since: take that back first']),
    );
    expect(tooEarly.asPole.stays[0].reasons[0].text).toBe('Sprawę przeniesiono później na inną wersję: najpierw to cofnij');
    expect((await undo(two)).counts).toMatchObject({ done: moving(), refused: 0 });
    expect(await states()).toEqual(between);
    expect((await undo(one)).counts).toMatchObject({ done: moving(), refused: 0 });
    expect(await states()).toEqual(before);
    const oncemore = await undo(one);
    expect(oncemore.counts).toMatchObject({ done: 0, refused: moving() });
    expect(oncemore.stays[0].reasons).toMatchObject([{ code: 'notFound', text: 'This move does not stand any more: it was taken back' }]);
    await sound();
  });

  it('a move that came to the same version in its place is left alone', async () => {
    const before = await states();
    const old = await move(1, 2);
    expect((await undo(old)).counts.done).toBe(moving());
    const anew = await move(1, 2);
    const stood = await states();
    expect((await undo(old)).counts).toMatchObject({ done: 0, refused: moving() });
    expect(await states()).toEqual(stood);
    expect((await undo(anew)).counts.done).toBe(moving());
    expect(await states()).toEqual(before);
    await sound();
  });

  it('by the door, without a number: the last move that stands', async () => {
    const before = await states();
    await move(1, 2);
    await move(2, 3);
    const [id = ''] = ids();
    const actor = { id: 'oskar', roles: ['process-owner'], groups: [] };
    const back = () => api.door.executeCommand({ instanceId: id, commandId: randomUUID(), command: { type: 'undoMigration' }, actor });
    done(await back());
    done(await back());
    expect((await states()).get(id)).toEqual(before.get(id));
    expect(await back()).toMatchObject({ status: 'refused', rejection: { code: 'notFound' } });
  });
});

describe('stopping', () => {
  it.each([['oskar'], ['piotr'], ['ada']])(
    '%s, who may start a migration, may stop it, and have what was done taken back',
    async (user) => {
      const migration = await start(1, 2, 'oskar', { perSecond: 1 });
      expect((await post('anna', `/api/migrations/${migration}/cancel`)).status).toBe(403);
      expect((await post('maria', `/api/migrations/${migration}/cancel`)).status).toBe(403);
      expect((await post(user, `/api/migrations/${migration}/undo`)).body.code).toBe('stillRunning');
      expect(await post(user, `/api/migrations/${migration}/cancel`)).toMatchObject({ status: 200, body: { ok: true } });
      expect((await post(user, `/api/migrations/${migration}/cancel`)).body.code).toBe('wrongState');
      expect((await told(migration)).status).toBe('cancelled');
      expect((await post(user, `/api/migrations/${migration}/undo`)).status).toBe(200);
      expect((await post(user, `/api/migrations/${randomUUID()}/cancel`)).status).toBe(404);
      await runAll();
    },
  );
});

describe('who stays, and why', () => {
  it('failed and cancelled ones are listed too, each with its reason in the language of the reader', async () => {
    const migration = await start(1, 2);
    const [broken = '', ...others] = ids();
    const failed = { instanceId: broken, outcome: 'failed' as const, code: 'failed', message: 'connection lost' };
    await settleItems(api.database.db, migration, [failed], new Date(api.clock.now()));
    await post('oskar', `/api/migrations/${migration}/cancel`);
    for (const [user, text, never] of [
      ['oskar', 'It broke down each time: connection lost', 'The migration was stopped before the case had its turn'],
      ['piotr', 'Za każdym razem kończyło się awarią: connection lost', 'Przenoszenie zatrzymano, zanim doszło do tej sprawy'],
      ['rita', 'Каждый раз происходил сбой: connection lost', 'Перевод остановили раньше, чем очередь дошла до этого процесса'],
    ] as const) {
      const { stays, counts } = await told(migration, user);
      expect(counts).toMatchObject({ failed: 1, cancelled: others.length });
      expect(stays.find((each: { instanceId: string }) => each.instanceId === broken)).toMatchObject({
        outcome: 'failed',
        reasons: [{ code: 'failed', element: null, text }],
      });
      expect(stays.filter((each: { outcome: string }) => each.outcome === 'cancelled')).toHaveLength(others.length);
      expect(stays.find((each: { outcome: string }) => each.outcome === 'cancelled').reasons[0].text).toBe(never);
    }
  });

  it('the reasons are those it was refused for, whatever has become of the case', async () => {
    const migration = await move(1, 2);
    const before = await told(migration, 'piotr');
    expect(before.stays.map((each: { instanceId: string }) => each.instanceId)).toEqual(gone().sort());
    for (const id of gone()) {
      const [open] = await tasksOf(id);
      const command = { type: 'completeTask' as const, task: open?.task ?? 0, values: {} };
      done(await api.door.executeCommand({ instanceId: id, commandId: randomUUID(), command, actor: worker }));
    }
    expect(await told(migration, 'piotr')).toEqual(before);
    expect(before.stays[0]).toMatchObject({
      outcome: 'refused',
      reasons: [{ code: 'unmapped', element: 'gone', text: 'Kroku „Old step” nie ma w nowej wersji, a sprawa na nim stoi' }],
    });
  });

  it('who lost the right meanwhile is told so in words of the reader', async () => {
    const users = api.database.db.updateTable('app_user').where('id', '=', 'rita');
    const migration = await start(1, 2, 'rita');
    await users.set({ roles: ['rep'] }).execute();
    await runAll();
    await users.set({ roles: ['process-owner'] }).execute();
    const { stays, counts } = await told(migration, 'piotr');
    expect(counts).toMatchObject({ done: 0, refused: cases.length });
    expect(stays[0].reasons).toMatchObject([{ code: 'forbidden', text: 'Kto to rozpoczął, nie może tego robić z tą sprawą' }]);
  });
});

describe('whose cases one sees', () => {
  async function startFor(team: string, title: string): Promise<string> {
    const id = `${key}-${team}-${randomUUID()}`;
    const record = { alias: 'lead', type: 'lead', id: randomUUID(), relation: 'owns' as const, create: { title, team, fields: {} } };
    const variables = { way: 'gone', order: id };
    done(
      await api.door.startInstance({
        instanceId: id,
        commandId: id,
        packageKey: key,
        version: 1,
        variables,
        records: [record],
        actor: worker,
      }),
    );
    return id;
  }
  const shown = (stays: { instanceId: string; title: string }[], id: string) => stays.find((each) => each.instanceId === id)?.title;

  it('preview and results name only them, count the rest apart, and hide numbers and addresses from whom they are hidden', async () => {
    const north = await startFor('north', 'jan@firma.example');
    const south = await startFor('south', '+48 600 100 200');
    const preview = async (user: string) => (await post(user, `/api/processes/${key}/migrations/1/2/preview`, { limit: 1_000 })).body;
    const all = await preview('ada');
    expect([all.hidden, shown(all.stays, north), shown(all.stays, south)]).toEqual([0, 'jan@firma.example', '+48 600 100 200']);
    const owner = await preview('oskar');
    expect([owner.total, owner.hidden, shown(owner.stays, north), shown(owner.stays, south)]).toEqual([all.total, 0, '…', '…']);
    const nadia = await preview('nadia');
    expect(nadia).toMatchObject({ total: 1, tried: 1, hidden: all.total - 1 });
    expect([shown(nadia.stays, north), shown(nadia.stays, south)]).toEqual(['jan@firma.example', undefined]);
    cases = [north, south].map((id, number) => ({ id, way: 'gone', order: id, number }));
    const migration = await start(1, 2);
    await runAll();
    const titles = async (user: string) => {
      const { stays, hidden } = await told(migration, user);
      return [hidden, shown(stays, north), shown(stays, south)];
    };
    expect(await titles('ada')).toEqual([0, 'jan@firma.example', '+48 600 100 200']);
    expect(await titles('piotr')).toEqual([0, '…', '…']);
    expect(await titles('nadia')).toEqual([1, 'jan@firma.example', undefined]);
  });
});
