import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { caughtMails, completeTask } from '../../api/contract/index.ts';
import { createRandom } from '../../crm/demo/random.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import { type Parts, startParts } from './parts.ts';
import { areSettled, askAbout, openVisit, signInVisitors, type Told, type Visit, type VisitPeople } from './visits.ts';

const root = resolve(import.meta.dirname, '../..');

/** A deadline passes, and the worker is killed at that very moment: the supervisor is told, by at most one mail. */
describe('the worker is killed as a deadline passes', () => {
  let parts: Parts;
  let pool: pg.Pool;
  let people: VisitPeople;
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-deadline-'));

  beforeAll(async () => {
    parts = await startParts(root, dataDir);
    pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
    people = await signInVisitors(parts.url);
  });
  afterAll(async () => {
    await pool?.end();
    await parts?.stop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  const idsCaught = async () => (await people.admin.call(caughtMails, { query: { limit: 200 } })).items.map((mail) => mail.messageId);

  async function settled(visits: Visit[]): Promise<Told[]> {
    await expect.poll(() => areSettled(pool, visits), { timeout: 180_000, interval: 250 }).toBe(true);
    const told: Told[] = [];
    for (const visit of visits) told.push(await askAbout(people, pool, visit));
    for (const visit of visits) expect(await verifyCase(pool, visit.instanceId)).toEqual([]);
    return told;
  }

  /** What holds whatever the moment. One mail too many, one under another id, or one lost in silence fails here. */
  function expectTold({ late, stuck, mails, derived, uncertain }: Told): void {
    expect(late).toBe(true);
    expect(derived).toHaveLength(1);
    expect([[], derived]).toContainEqual(mails);
    expect(uncertain.length).toBeLessThanOrEqual(1);
    if (mails.length === 0) expect(uncertain).toHaveLength(1);
    expect(stuck).toEqual(uncertain.map(() => 'uncertain'));
  }

  /** The alert asks for no more than it says: the late step is done like any other. */
  async function finish(visits: Visit[]): Promise<void> {
    for (const visit of visits) await people.rep.call(completeTask, { params: { task: visit.taskId }, body: {} });
  }

  it.each([
    { at: 'before-commit', what: 'the time has come, the alert is not written yet', mails: 1, uncertain: 0, news: 1 },
    { at: 'after-commit', what: 'the alert is written, nobody was told', mails: 1, uncertain: 0, news: 1 },
    { at: 'before-begin', what: 'the job is given out, not begun', mails: 1, uncertain: 0, news: 1 },
    { at: 'after-begin', what: 'begun, before it acts', mails: 0, uncertain: 1, news: 1 },
    { at: 'after-act', what: 'the mail has left, nothing says so', mails: 1, uncertain: 1, news: 1 },
    { at: 'before-commit:2', what: 'the mail has left, its result is about to be written', mails: 1, uncertain: 1, news: 1 },
    { at: 'after-commit:2', what: 'the result is written, Temporal does not know it', mails: 1, uncertain: 0, news: 1 },
    { at: 'before-report', what: 'all is done, Temporal is about to hear it', mails: 1, uncertain: 0, news: 1 },
  ])('at $at ($what)', async ({ at, mails, uncertain, news }) => {
    await parts.takeAway('worker');
    parts.arm('worker', at);
    await parts.bringBack('worker');
    parts.arm('worker', undefined);
    const before = parts.deaths('worker');
    const visit = await openVisit(people, `Killed at ${at}`);
    const [told] = await settled([visit]);
    // It died there, and once.
    expect(parts.deaths('worker')).toBe(before + 1);
    expectTold(told as Told);
    expect(told?.mails).toEqual(told?.derived.slice(0, mails));
    // The mail may be lost to doubt; the news in the app is not.
    expect(told?.news).toBe(news);
    expect(told?.uncertain).toHaveLength(uncertain);
    await finish([visit]);
  });

  /** One row as soon as there is one; when all is done and there is none, it fails. */
  async function seen(sql: string, visits: Visit[]): Promise<void> {
    const ids = visits.map((visit) => visit.instanceId);
    while ((await pool.query(sql, [ids])).rows.length === 0);
  }

  it.each([
    { seed: 1, moment: 'by the clock' },
    { seed: 2, moment: 'by the clock' },
    { seed: 3, moment: `select 1 from job where instance_id = any($1) and status <> 'waiting' limit 1` },
    {
      seed: 4,
      moment: `select 1 from caught_mail m join job j on m.body like '%' || (j.input->>'recordId') || '%' where j.instance_id = any($1) limit 1`,
    },
  ])('among many that are due: seed $seed, $moment', async ({ seed, moment }) => {
    const random = createRandom(seed);
    await parts.takeAway('worker');
    await parts.bringBack('worker');
    const visits: Visit[] = [];
    for (let number = 0; number < 12; number += 1) {
      visits.push(await openVisit(people, `Due together ${seed}.${number}`));
      await pause(random.whole(30));
    }
    const dues = visits.map((visit) => visit.dueAt);
    const first = Math.min(...dues);
    const struck = first + random.whole(Math.max(...dues) - first + 400);
    await (moment === 'by the clock' ? pause(Math.max(0, struck - Date.now())) : seen(moment, visits));
    await parts.kill('worker');
    const told = await settled(visits);
    for (const each of told) expectTold(each);
    for (const { news } of told) expect(news).toBe(1);
    const ids = told.flatMap((each) => each.mails);
    expect(new Set(ids).size).toBe(ids.length);
    await finish(visits);
  });

  it('whatever Temporal tries again later sends nothing: no id was caught twice', async () => {
    const caught = await idsCaught();
    expect(caught.length).toBeGreaterThan(0);
    expect(new Set(caught).size).toBe(caught.length);
    await parts.kill('worker');
    // Longer than Temporal waits before it takes a silent worker's jobs for lost.
    await pause(20_000);
    expect(await idsCaught()).toEqual(caught);
  });
});
