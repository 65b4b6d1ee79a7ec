import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { messageId } from '../../activities/jobs/send-email/message-id.ts';
import { createTestDatabase, type TestDatabase } from '../helpers/postgres.ts';
import { checkOutages } from './away-checks.ts';
import { mailFrom } from './checks.ts';

const outage = { from: Date.parse('2026-05-04T10:00:00Z'), to: Date.parse('2026-05-04T10:10:00Z') };

const instance = `insert into instance (id, package_key, package_version, package_hash, process, state, version, status, fact_number, started_at, updated_at)
  values ('r1', 'round', 1, 'h', 'round', '{}', 1, 'open', 1, now(), now())`;
const marta = `insert into app_user (id, login, name, roles) values ('marta', 'marta', 'Marta', '{supervisor}')`;
const fact = (number: number, type: string, body: object) =>
  `insert into fact (instance_id, number, at, type, version, actor, cause, body) values ('r1', ${number}, now(), '${type}', 1, 'system:timer', 0, '${JSON.stringify(body)}')`;
const fired = (due: string, at: string, lateByMs: number | null, purpose = 'event') =>
  `insert into timer (instance_id, id, element_instance, element, purpose, due_at, rule, armed_at, status, ended_at, late_by_ms)
    values ('r1', 5, 3, 'Rest', '${purpose}', '${due}', 'PT1M', '${due}', 'fired', '${at}', ${lateByMs})`;
const job = (status: string, output: object) =>
  `insert into job (key, instance_id, element_instance, element, type, input, status, max_attempts, first_delay_ms, backoff, timeout_ms, total_timeout_ms, created_at, output)
    values ('r1:7', 'r1', 3, 'Visit', 'notify', '{}', '${status}', 3, 1, 1, 1, 1, now(), '${JSON.stringify(output)}')`;
const mail = (id: string) =>
  `insert into caught_mail (message_id, sender, recipients, subject, body) values ('${id}', 's', '{m}', 'late', 'late')`;
const news = (task: string) =>
  `insert into notification (user_id, kind, text, task_id, fold_key) values ('marta', 'late', 'late', '${task}', gen_random_uuid()::text)`;
const visit = `insert into user_task (instance_id, element_instance, package_key, package_hash, element, name, groups, priority, status, created_at)
  values ('r1', 3, 'round', 'h', 'Visit', 'Visit', '{}', 0, 'open', now())`;
const hers = messageId('r1:7:marta', mailFrom);
const told = { told: ['marta'], mailed: ['marta'] };

/** The checks of `npm run away` notice what they are there for: each breach is written by hand, beside a sound history. */
describe('checks of an outage', () => {
  let database: TestDatabase;
  let pool: pg.Pool;
  beforeAll(async () => {
    database = await createTestDatabase();
    pool = new pg.Pool({ connectionString: database.url });
    for (const sql of [marta, instance]) await pool.query(sql);
  });
  afterAll(async () => {
    await pool?.end();
    await database?.drop();
  });

  it.each<{ promise: string | undefined; rows: string[] }>([
    { promise: undefined, rows: [fired('2026-05-04T10:04:00Z', '2026-05-04T10:10:02Z', 362_000), fact(1, 'timerFired', { timer: 5 })] },
    { promise: undefined, rows: [job('done', told), mail(hers), fact(1, 'jobCompleted', { job: 'r1:7' }), news('r1:3')] },
    { promise: undefined, rows: [job('uncertain', {}), mail(hers)] },
    { promise: 'timers fired twice', rows: [fact(1, 'timerFired', { timer: 5 }), fact(2, 'timerFired', { timer: 5 })] },
    {
      promise: 'timers due and not fired',
      rows: [
        `insert into timer (instance_id, id, element_instance, element, purpose, due_at, rule, armed_at, status)
          values ('r1', 5, 3, 'Rest', 'event', now() - interval '1 minute', 'PT1M', now(), 'armed')`,
      ],
    },
    { promise: 'late without saying so', rows: [fired('2026-05-04T10:04:00Z', '2026-05-04T10:10:02Z', 0)] },
    { promise: 'late without saying so', rows: [fired('2026-05-04T10:04:00Z', '2026-05-04T10:10:02Z', null)] },
    { promise: 'late without saying so', rows: [fired('2026-05-04T12:00:00Z', '2026-05-04T12:00:30Z', 0)] },
    {
      promise: 'alerts doubled',
      rows: [fact(1, 'taskAlerted', { elementInstance: 3, level: 'late' }), fact(2, 'taskAlerted', { elementInstance: 3, level: 'late' })],
    },
    { promise: 'news told twice', rows: [news('r1:3'), news('r1:3')] },
    {
      promise: 'late steps nobody was told of',
      rows: [visit, fired('2026-05-04T12:00:00Z', '2026-05-04T12:00:00Z', 0, 'alert')],
    },
    {
      promise: 'jobs completed twice',
      rows: [fact(1, 'jobCompleted', { job: 'r1:7' }), fact(2, 'jobCompleted', { job: 'r1:7' })],
    },
    { promise: 'jobs not done', rows: [job('failed', {})] },
    { promise: 'mails unlike their jobs', rows: [job('done', told)] },
    { promise: 'mails unlike their jobs', rows: [job('done', told), mail(hers), mail(hers)] },
    { promise: 'mails unlike their jobs', rows: [job('done', told), mail(hers), mail('<nobody@perennial.example>')] },
  ])('$promise', async ({ promise, rows }) => {
    for (const sql of rows) await pool.query(sql);
    const broken = Object.entries(await checkOutages(pool, [outage])).filter(([, breaches]) => breaches.length > 0);
    expect(broken.map(([what]) => what)).toEqual(promise ? [promise] : []);
    await pool.query('truncate fact, timer, job, notification, caught_mail, user_task');
  });
});
