import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { startImport } from '../../../api/contract/imports.ts';
import { completeTask, getTask, listTasks } from '../../../api/contract/tasks.ts';
import { call, pathOf, queryOf } from './call.ts';
import { gate } from './gate.ts';
import { offlineSince } from './online.ts';
import { ApiError } from './problem.ts';

interface Sent {
  path: string;
  init: RequestInit & { headers: Record<string, string> };
}

const sent: Sent[] = [];
let answers: (() => Response | Promise<Response>)[] = [];
const json = (status: number, body: unknown) => () =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json' } });

beforeEach(() => {
  sent.length = 0;
  answers = [];
  gate.open('token-1');
  offlineSince.set(null);
  vi.stubGlobal('fetch', async (path: string, init: Sent['init']) => {
    sent.push({ path, init });
    const answer = answers.shift();
    if (!answer) throw new TypeError('network');
    return answer();
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
  gate.close();
});

describe('a call', () => {
  test('goes where the contract says, with token and key', async () => {
    answers = [json(200, { ok: true, undoUntil: null, next: [] })];
    await call(completeTask, { params: { task: 'lead-1:5' }, body: { outcome: 'done', values: {} }, idempotencyKey: 'key-1' });
    expect(sent[0]?.path).toBe('/api/tasks/lead-1%3A5/complete');
    expect(sent[0]?.init.method).toBe('POST');
    expect(sent[0]?.init.headers).toMatchObject({
      'x-csrf-token': 'token-1',
      'idempotency-key': 'key-1',
      'content-type': 'application/json',
    });
    expect(JSON.parse(String(sent[0]?.init.body))).toEqual({ outcome: 'done', values: {} });
  });

  test('makes a key for what moves a case, none for what does not', async () => {
    answers = [json(200, { ok: true, undoUntil: null, next: [] }), json(200, { id: 'n' })];
    await call(completeTask, { params: { task: 'a:1' }, body: {} });
    await call(startImport, { params: { import: 'i' } });
    expect(sent[0]?.init.headers['idempotency-key']).toMatch(/^[0-9a-f-]{36}$/);
    expect(sent[1]?.init.headers['idempotency-key']).toBeUndefined();
  });

  test('leaves empty filters out of the address', () => {
    expect(queryOf({ view: 'today', q: undefined, cursor: null, late: true, owner: '' })).toBe('?view=today&late=true');
    expect(pathOf('/api/records/:record/history', { record: 'ü/1' })).toBe('/api/records/%C3%BC%2F1/history');
  });

  test('a refusal is a typed problem', async () => {
    answers = [
      json(422, {
        code: 'guard',
        message: 'no',
        fields: [{ path: 'lead.need', code: 'required', message: 'x', askedBy: 'Qualification' }],
      }),
    ];
    const error = await call(getTask, { params: { task: 'a:1' } }).catch((thrown) => thrown);
    expect(error).toBeInstanceOf(ApiError);
    expect(error.status).toBe(422);
    expect(error.problem.fields[0].askedBy).toBe('Qualification');
  });

  test("a proxy's page is no problem of ours: the server counts as away", async () => {
    answers = [() => new Response('<html>Bad gateway</html>', { status: 502, headers: { 'content-type': 'text/html' } })];
    const error = await call(listTasks).catch((thrown) => thrown);
    expect(error.offline).toBe(true);
    expect(offlineSince.get()).not.toBeNull();
    answers = [json(200, { items: [] })];
    await call(listTasks);
    expect(offlineSince.get()).toBeNull();
  });

  test('a lost session waits for the sign-in and then goes on with the same key', async () => {
    answers = [json(401, { code: 'signInNeeded', message: 'x' }), json(200, { ok: true, undoUntil: null, next: [] })];
    const waiting = call(completeTask, { params: { task: 'a:1' }, body: { note: 'typed' }, idempotencyKey: 'k' });
    await vi.waitFor(() => expect(gate.waiting).toBe(true));
    expect(sent).toHaveLength(1);
    gate.open('token-2');
    await waiting;
    expect(sent[1]?.init.headers).toMatchObject({ 'x-csrf-token': 'token-2', 'idempotency-key': 'k' });
    expect(sent[1]?.init.body).toBe(sent[0]?.init.body);
  });

  test('a token that another tab made old is fetched anew, once', async () => {
    answers = [json(403, { code: 'csrf', message: 'x' }), json(200, { csrf: 'token-3' }), json(200, { id: 'n' })];
    await call(startImport, { params: { import: 'i' } });
    expect(sent.map((each) => each.path)).toEqual(['/api/imports/i/start', '/api/me', '/api/imports/i/start']);
    expect(sent[2]?.init.headers['x-csrf-token']).toBe('token-3');
  });
});
