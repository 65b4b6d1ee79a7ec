import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { z } from 'zod';
import {
  type batchAction,
  createProcess,
  createRecord,
  getBatch,
  instanceState,
  listBatchItems,
  listIncidents,
  modifyInstance,
  previewBatch,
  publishProcess,
  resumeInstance,
  retryIncident,
  setInstanceVariables,
  startBatch,
  suspendInstance,
} from '../../api/contract/index.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import { createRandom } from '../../crm/demo/random.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { operatedProcess } from './operated-process.ts';
import { type Parts, startParts } from './parts.ts';
import { healthy, patiently } from './patience.ts';

const root = resolve(import.meta.dirname, '../..');
const hour = 3_600_000;
/** Whoever dies often is started again later and later. */
const mostKills = 7;

/** An operator's day by the API of a whole installation: in peace, and while API and worker are killed over and over. */
describe('operations', () => {
  let parts: Parts;
  let pool: pg.Pool;
  let chief: ApiClient;
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-operations-'));

  beforeAll(async () => {
    parts = await startParts(root, dataDir);
    pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
    const owner = new ApiClient(parts.url);
    await owner.signIn('piotr', demoPassword);
    const { key, revision } = await owner.call(createProcess, { body: operatedProcess });
    await owner.call(publishProcess, { params: { process: key }, body: { revision } });
    chief = new ApiClient(parts.url);
    await chief.signIn('marta', demoPassword);
  });
  afterAll(async () => {
    await pool?.end();
    await parts?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  /** A case that is stuck, as each of these begins. */
  async function stuck(title: string): Promise<string> {
    const idempotencyKey = randomUUID();
    const { instanceId } = await patiently(() => chief.call(createRecord, { body: { type: 'claim', title, fields: {} }, idempotencyKey }));
    return instanceId;
  }

  /** Each command under a key of its own, however often the call has to be repeated. */
  function command<T>(work: (idempotencyKey: string) => Promise<T>): Promise<T> {
    const key = randomUUID();
    return patiently(() => work(key));
  }

  const stateOf = (instance: string) => patiently(() => chief.call(instanceState, { params: { instance } }));
  async function tokenAt(instance: string, element: string): Promise<number> {
    const { state } = await stateOf(instance);
    const found = Object.values(state.elements as { [id: string]: { id: number; element: string } }).find(
      (each) => each.element === element,
    );
    if (!found) throw new Error(`${instance} is not at ${element}: ${JSON.stringify(state.elements)}`);
    return found.id;
  }

  /** How often each kind of fact came, of those that an operator makes. */
  async function done(instance: string): Promise<{ [type: string]: number }> {
    const types = ['variablesCorrected', 'incidentResolved', 'instanceModified', 'instanceSuspended', 'instanceResumed'];
    const { rows } = await pool.query<{ type: string; count: number }>(
      'select type, count(*)::int as count from fact where instance_id = $1 and type = any($2) group by type',
      [instance, types],
    );
    return Object.fromEntries(rows.map((row) => [row.type, row.count]));
  }
  const once = { variablesCorrected: 1, incidentResolved: 1, instanceModified: 1, instanceSuspended: 1, instanceResumed: 1 };

  async function byHand(title: string): Promise<void> {
    const instance = await stuck(title);
    const params = { instance };
    const incidents = await patiently(() => chief.call(listIncidents, { query: { limit: 200 } }));
    const incident = incidents.items.find((each) => each.instanceId === instance);
    expect(incident).toMatchObject({ code: 'noFlow', element: 'Enough', retryable: true });
    await command((idempotencyKey) =>
      chief.call(setInstanceVariables, { params, body: { reason: 'typed in', variables: { score: 5 } }, idempotencyKey }),
    );
    await command((idempotencyKey) => chief.call(retryIncident, { params: { incident: incident?.id ?? '' }, body: {}, idempotencyKey }));
    const pay = await tokenAt(instance, 'Pay');
    const due = Date.parse((await stateOf(instance)).instance.dueAt ?? '');
    await command((idempotencyKey) => chief.call(suspendInstance, { params, body: { reason: 'audit' }, idempotencyKey }));
    expect((await stateOf(instance)).instance).toMatchObject({ dueAt: null, suspendedAt: expect.any(String) });
    await pause(1_500);
    await command((idempotencyKey) => chief.call(resumeInstance, { params, body: {}, idempotencyKey }));
    const later = Date.parse((await stateOf(instance)).instance.dueAt ?? '') - due;
    expect(later).toBeGreaterThanOrEqual(1_500);
    expect(later).toBeLessThan(hour);
    await command((idempotencyKey) =>
      chief.call(modifyInstance, { params, body: { reason: 'ask first', cancel: [pay], start: [{ element: 'Ask' }] }, idempotencyKey }),
    );
    await tokenAt(instance, 'Ask');
    expect(await done(instance)).toEqual(once);
    expect(await verifyCase(pool, instance)).toEqual([]);
  }

  /** One operation on all of them, to its end; every case has exactly one outcome. */
  async function batch(ids: string[], action: z.input<typeof batchAction>): Promise<void> {
    const body = { id: randomUUID(), filter: { ids }, action, perSecond: 10 };
    const preview = await patiently(() => chief.call(previewBatch, { body: { filter: { ids }, action } }));
    expect(preview).toMatchObject({ total: ids.length, can: ids.length });
    await patiently(() => chief.call(startBatch, { body }));
    await expect
      .poll(async () => (await patiently(() => chief.call(getBatch, { params: { batch: body.id } }))).status, {
        timeout: 180_000,
        interval: 300,
      })
      .toBe('done');
    const { items } = await patiently(() => chief.call(listBatchItems, { params: { batch: body.id }, query: { limit: 200 } }));
    expect(items.map((item) => [item.instanceId, item.outcome])).toEqual([...ids].sort().map((id) => [id, 'done']));
  }

  async function inBulk(titles: string, count: number): Promise<void> {
    const ids: string[] = [];
    for (let number = 0; number < count; number += 1) ids.push(await stuck(`${titles} ${number}`));
    await batch(ids, { action: 'setVariables', reason: 'typed in', variables: { score: 5 } });
    await batch(ids, { action: 'retryIncident', code: 'noFlow' });
    await batch(ids, { action: 'suspend', reason: 'audit' });
    await batch(ids, { action: 'resume' });
    await batch(ids, { action: 'modify', reason: 'ask first', cancel: ['Pay'], start: [{ element: 'Ask' }] });
    for (const id of ids) {
      await tokenAt(id, 'Ask');
      expect(await done(id)).toEqual(once);
      expect(await verifyCase(pool, id)).toEqual([]);
    }
  }

  it('an incident is found, its variable corrected and it is retried; suspended and resumed; moved', () => byHand('In peace'));
  it('the same for many at once', () => inBulk('Many in peace', 10));

  it('an API that dies between what it did and the note of it does nothing twice', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 9; number += 1) ids.push(await stuck(`Noted late ${number}`));
    const before = parts.deaths('api');
    parts.arm('api', 'batch-before-settle:2');
    await parts.kill('api');
    await pause(1_000);
    parts.arm('api', undefined);
    await healthy(parts.url);
    await batch(ids, { action: 'setVariables', reason: 'typed in', variables: { score: 5 } });
    expect(parts.deaths('api')).toBe(before + 2);
    for (const id of ids) {
      expect(await done(id)).toEqual({ variablesCorrected: 1 });
      expect(await verifyCase(pool, id)).toEqual([]);
    }
  });

  it.each([1])('each of them while API and worker are killed (seed %i)', async (seed) => {
    const random = createRandom(seed);
    const stop = new AbortController();
    let kills = 0;
    const killing = (async () => {
      while (!stop.signal.aborted && kills < mostKills) {
        // One that is not there yet cannot be killed: only what works again is.
        await healthy(parts.url);
        await pause(200 + random.whole(2_500), undefined, { signal: stop.signal }).catch(() => undefined);
        if (stop.signal.aborted) return;
        await parts.kill(random.whole(4) === 0 ? 'worker' : 'api');
        kills += 1;
      }
    })();
    try {
      await byHand(`Killed ${seed}`);
      await inBulk(`Many killed ${seed}`, 24);
    } finally {
      stop.abort();
      await killing;
    }
    expect(kills).toBeGreaterThan(2);
    console.log(`seed ${seed}: ${kills} kills`);
  });
});
