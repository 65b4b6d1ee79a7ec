import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  claimTask,
  createProcess,
  createRecord,
  getDraft,
  getMigration,
  previewMigration,
  publishProcess,
  saveDraft,
  saveDraftFiles,
  saveMigrationPlan,
  startMigration,
  undoMigration,
} from '../../api/contract/index.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import { createRandom } from '../../crm/demo/random.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { key, ofRecords, plan, ways } from '../migration/two-versions.ts';
import { type Parts, startParts } from './parts.ts';
import { healthy, patiently } from './patience.ts';

const root = resolve(import.meta.dirname, '../..');
const count = 48;
const params = { process: key, from: 1, to: 2 };

/** Cases in mixed states moved to a new version, and back, on a whole installation whose API and worker are killed over and over. */
describe('a migration while API and worker are killed', () => {
  let parts: Parts;
  let pool: pg.Pool;
  let owner: ApiClient;
  const ids: string[] = [];
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-migration-'));

  beforeAll(async () => {
    parts = await startParts(root, dataDir);
    pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
    owner = new ApiClient(parts.url);
    await owner.signIn('piotr', demoPassword);
    const { revision } = await owner.call(createProcess, { body: { key, name: 'Moving', files: ofRecords.first.files } });
    await owner.call(publishProcess, { params: { process: key }, body: { revision } });
    const chief = new ApiClient(parts.url);
    await chief.signIn('marta', demoPassword);
    for (let number = 0; number < count; number += 1) {
      const fields = { way: ways[number % ways.length], order: `order-${number}` };
      const body = { type: 'parcel', title: `Parcel ${number}`, fields };
      const { instanceId, next } = await chief.call(createRecord, { body, idempotencyKey: randomUUID() });
      ids.push(instanceId);
      const [task] = next;
      if (!task || number % 3 === 0) continue;
      await chief.call(claimTask, { params: { task: task.id }, idempotencyKey: randomUUID() });
      if (number % 3 === 2)
        await chief.call(saveDraft, {
          params: { task: task.id },
          body: { draft: { note: `half ${number}` } },
          idempotencyKey: randomUUID(),
        });
    }
    const draft = await owner.call(getDraft, { params: { process: key } });
    const saved = await owner.call(saveDraftFiles, {
      params: { process: key },
      body: { revision: draft.revision, files: ofRecords.second.files },
    });
    await owner.call(publishProcess, { params: { process: key }, body: { revision: saved.revision } });
    await owner.call(saveMigrationPlan, { params, body: { revision: 0, plan } });
  });
  afterAll(async () => {
    await pool?.end();
    await parts?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  async function states(): Promise<Map<string, object>> {
    const { rows } = await pool.query<{ id: string; state: object }>('select id, state from instance where id = any($1) order by id', [
      ids,
    ]);
    return new Map(rows.map(({ id, state }) => [id, { ...state, factNumber: 0 }]));
  }
  const finished = async (migration: string) => {
    const told = () => patiently(() => owner.call(getMigration, { params: { migration }, query: { limit: 200 } }));
    await expect.poll(async () => (await told()).status, { timeout: 180_000, interval: 300 }).toBe('done');
    return told();
  };

  async function whileKilled(seed: number, work: () => Promise<void>): Promise<number> {
    const random = createRandom(seed);
    const stop = new AbortController();
    let kills = 0;
    const killing = (async () => {
      while (!stop.signal.aborted) {
        // One that is not there yet cannot be killed: only what works again is.
        await healthy(parts.url);
        await pause(200 + random.whole(4_000), undefined, { signal: stop.signal }).catch(() => undefined);
        if (stop.signal.aborted) return;
        await parts.kill(random.whole(4) === 0 ? 'worker' : 'api');
        kills += 1;
      }
    })();
    try {
      await work();
    } finally {
      stop.abort();
      await killing;
    }
    return kills;
  }

  it.each([1, 2])('each case moves once or stays with its reason, and comes back exactly (seed %i)', async (seed) => {
    const before = await states();
    const gone = ids.filter((_, number) => ways[number % ways.length] === 'gone').sort();
    const facts = async (type: string) =>
      (
        await pool.query<{ count: number }>('select count(*)::int as count from fact where instance_id = any($1) and type = $2', [
          ids,
          type,
        ])
      ).rows[0]?.count;
    const kills = await whileKilled(seed, async () => {
      const preview = await patiently(() => owner.call(previewMigration, { params, body: {} }));
      expect(preview).toMatchObject({ total: count, can: count - gone.length });
      const move = randomUUID();
      await patiently(() => owner.call(startMigration, { params, body: { id: move, revision: 1, perSecond: 5 } }));
      const moved = await finished(move);
      expect(moved.counts).toMatchObject({ done: count - gone.length, refused: gone.length, failed: 0 });
      expect(moved.stays.map(({ instanceId }) => instanceId).sort()).toEqual(gone);
      expect(await facts('instanceMigrated')).toBe(seed * (count - gone.length));
      const back = randomUUID();
      await patiently(() => owner.call(undoMigration, { params: { migration: move }, body: { id: back, perSecond: 5 } }));
      expect((await finished(back)).counts).toMatchObject({ done: count - gone.length, refused: 0, failed: 0 });
    });
    expect(await facts('migrationUndone')).toBe(seed * (count - gone.length));
    expect(await states()).toEqual(before);
    const faults: string[] = [];
    for (const id of ids) faults.push(...(await verifyCase(pool, id)));
    expect(faults).toEqual([]);
    expect(kills).toBeGreaterThan(2);
    console.log(`seed ${seed}: ${kills} kills`);
  });
});
