import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { Agent, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pino } from 'pino';
import { findAttachments } from '../../db/queries/attachment-reading.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { inProcessCompiler } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { done, openFixture } from '../../runtime/testing/door-fixture.ts';
import { csrfOf } from '../access/cookie.ts';
import type { Problem } from '../contract/index.ts';
import type { ApiDeps } from '../deps.ts';
import { FileStore } from '../files/store.ts';
import { closeApi, createApi } from '../server.ts';
import { jobTypes } from '../views/job-types.ts';
import { insertPeople, openSession, people, type TestUser } from './people.ts';

// biome-ignore lint/suspicious/noExplicitAny: tests look into answers as they come
type Loose = any;

export interface Answer<Body = Loose> {
  status: number;
  body: Body & Partial<Problem>;
  headers: Headers;
}

/** The real server on a database of its own, the door's test packages published, one user of each role. */
export async function openApi(options: { users?: TestUser[]; deps?: Partial<ApiDeps>; settings?: Partial<ApiDeps['settings']> } = {}) {
  const base = await openFixture();
  const folder = await mkdtemp(join(tmpdir(), 'perennial-api-'));
  const { database, clock } = base;
  await insertPeople(database.db, options.users ?? people);
  const compile = inProcessCompiler(jobTypes);
  const packageStore = createPackageStore({ db: database.db, compile, compilerVersion });
  const door = base.openDoor({ attachments: findAttachments });
  const app = createApi({
    db: database.db,
    pool: database.pool,
    door,
    packageStore,
    compile,
    log: pino({ level: process.env.API_TEST_LOG ?? 'silent' }),
    files: new FileStore(folder),
    settings: {
      publicUrl: 'http://127.0.0.1',
      installation: { name: 'Test', demo: false, currency: 'PLN', country: 'PL' },
      checkReplies: true,
      version: '0.0.0-test',
      ...options.settings,
    },
    wakeBackground: () => undefined,
    temporalAnswers: async () => true,
    now: () => clock.now(),
    ...options.deps,
  });
  const server = await new Promise<Server>((resolve) => {
    const listening = app.listen(0, '127.0.0.1', () => resolve(listening));
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const tokens = new Map<string, string>();
  const agent = new Agent({ keepAlive: true, maxSockets: 100 });

  /** Calls as a user (null: nobody). `csrf: false` leaves the header out. */
  async function call<Body = Loose>(
    user: string | null,
    method: string,
    path: string,
    body?: unknown,
    more: { key?: string; csrf?: boolean; headers?: Record<string, string>; raw?: BodyInit } = {},
  ): Promise<Answer<Body>> {
    const headers: Record<string, string> = { ...more.headers };
    if (body !== undefined) headers['content-type'] = 'application/json';
    if (more.key) headers['idempotency-key'] = more.key;
    if (user) {
      const token = tokens.get(user) ?? (await openSession(database.db, user));
      tokens.set(user, token);
      headers.cookie = `perennial=${token}`;
      if (more.csrf !== false && method !== 'GET') headers['x-csrf-token'] = csrfOf(token);
    }
    const answer = await fetch(`${address}${path}`, {
      method,
      headers,
      body: more.raw ?? (body === undefined ? undefined : JSON.stringify(body)),
    });
    const text = await answer.text();
    const json = answer.headers.get('content-type')?.includes('json') ? JSON.parse(text) : text;
    return { status: answer.status, body: json, headers: answer.headers };
  }

  /** As `call`, without a body, for many at once: a bounded number of connections, which stay open. */
  async function burst(user: string, method: string, path: string): Promise<{ status: number; body: Loose }> {
    const token = tokens.get(user) ?? (await openSession(database.db, user));
    tokens.set(user, token);
    const headers = { cookie: `perennial=${token}`, 'x-csrf-token': csrfOf(token) };
    return new Promise((resolve, reject) => {
      const sent = request(`${address}${path}`, { method, headers, agent }, (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, body: JSON.parse(Buffer.concat(chunks).toString()) }));
      });
      sent.on('error', reject).end();
    });
  }

  /** A case of the package `test-lead`; its task is offered to pre-sales. */
  async function startLead(
    record: { title?: string; owner?: string | null; team?: string | null; fields?: Record<string, string | number> } = {},
    packageKey = 'test-lead',
  ) {
    const instanceId = `${packageKey}-${randomUUID()}`;
    const recordId = randomUUID();
    const { title = 'Kowal', owner = null, team = null, fields = {} } = record;
    done(
      await door.startInstance({
        instanceId,
        commandId: `start-${instanceId}`,
        packageKey,
        variables: {},
        records: [{ alias: 'lead', type: 'lead', id: recordId, relation: 'owns', create: { title, owner, team, fields } }],
        actor: { id: 'system:intake', roles: [], groups: [] },
      }),
    );
    const [task] = (await base.tasks(instanceId)).filter((each) => each.status === 'open');
    return { instanceId, recordId, taskId: `${instanceId}:${task?.element_instance}` };
  }

  return {
    ...base,
    door,
    packageStore,
    address,
    call,
    burst,
    startLead,
    token: async (user: string) => {
      await call(user, 'GET', '/api/me');
      return tokens.get(user) ?? '';
    },
    async close() {
      agent.destroy();
      await closeApi(app);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await door.idle();
      await rm(folder, { recursive: true, force: true });
      await base.close();
    },
  };
}

export type Api = Awaited<ReturnType<typeof openApi>>;
