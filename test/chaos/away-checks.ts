import type pg from 'pg';
import { messageId } from '../../activities/jobs/send-email/message-id.ts';
import { type Findings, mailFrom } from './checks.ts';

/** From `from` to `to` (epoch milliseconds) Temporal did not answer. */
export interface Outage {
  from: number;
  to: number;
}

/** A read of the clock and the start of Temporal's answer lie apart by less than this. */
const slackMs = 1_000;

/** What an outage must not do to timers, alerts, jobs and mails; besides `check`. */
export async function checkOutages(pool: pg.Pool, outages: Outage[]): Promise<Findings> {
  const texts = async (sql: string, values: unknown[] = []) =>
    (await pool.query<{ what: string }>(sql, values)).rows.map((row) => row.what);
  const unsaid: string[] = [];
  for (const { from, to } of outages)
    unsaid.push(
      ...(await texts(
        `select instance_id || ' ' || element || ' was due ' || due_at || ', fired ' || ended_at || ', says ' || coalesce(late_by_ms, -1) || ' ms late' as what
          from timer where status = 'fired' and ended_at >= $2 and due_at between $1 and $2
            and (late_by_ms is null or late_by_ms < extract(epoch from $2 - due_at) * 1000 - $3)`,
        [new Date(from), new Date(to), slackMs],
      )),
    );
  return {
    'timers fired twice': await texts(
      `select instance_id || ' ' || (body->>'timer') as what from fact where type = 'timerFired' group by 1 having count(*) > 1`,
    ),
    'timers due and not fired': await texts(
      `select t.instance_id || ' ' || t.element || ' due ' || t.due_at as what from timer t join instance i on i.id = t.instance_id
        where t.status = 'armed' and not t.parked and i.status = 'open' and t.due_at < clock_timestamp() - interval '15 seconds'`,
    ),
    'late without saying so': [
      ...unsaid,
      ...(await texts(
        `select instance_id || ' ' || element || ' says ' || late_by_ms as what from timer
          where status = 'fired' and abs(late_by_ms - extract(epoch from ended_at - due_at) * 1000) > 50`,
      )),
    ],
    'alerts doubled': await texts(
      `select instance_id || ' ' || (body->>'elementInstance') as what from fact where type = 'taskAlerted'
        group by instance_id, body->>'elementInstance', body->>'level' having count(*) > 1`,
    ),
    'news told twice': await texts(`select coalesce(task_id, id::text) as what from notification where kind = 'late' and count > 1
      union all select user_id || ' ' || task_id from notification where kind = 'late' group by user_id, task_id having count(*) > 1`),
    'late steps nobody was told of': await texts(
      `select t.instance_id || ' ' || t.element as what from user_task t join app_user u on u.active and 'supervisor' = any(u.roles)
        where exists (select 1 from timer m where m.instance_id = t.instance_id and m.element_instance = t.element_instance and m.purpose = 'alert' and m.status = 'fired')
          and not exists (select 1 from notification n where n.user_id = u.id and n.task_id = t.instance_id || ':' || t.element_instance)`,
    ),
    'jobs completed twice': await texts(`select body->>'job' as what from fact where type = 'jobCompleted' group by 1 having count(*) > 1`),
    'jobs not done': await texts(
      `select key || ' ' || type || ' ' || status as what from job where status not in ('done', 'uncertain', 'cancelled')`,
    ),
    'mails unlike their jobs': await compareMails(pool),
  };
}

/** Each mail a job says it sent is there once, and no other one. */
async function compareMails(pool: pg.Pool): Promise<string[]> {
  const { rows: jobs } = await pool.query<{ key: string; type: string; status: string; mailed: string[] | null; sent: boolean | null }>(
    `select key, type, status, output->'mailed' as mailed, (output->>'sent')::boolean as sent from job where type in ('notify', 'send-email')`,
  );
  const expected = new Set<string>();
  const possible: string[] = [];
  for (const { key, type, status, mailed, sent } of jobs) {
    if (status === 'uncertain') possible.push(key);
    else if (type === 'send-email' && sent) expected.add(messageId(key, mailFrom));
    else for (const user of mailed ?? []) expected.add(messageId(`${key}:${user}`, mailFrom));
  }
  const { rows: users } = await pool.query<{ id: string }>('select id from app_user');
  const allowed = new Set(
    possible.flatMap((key) => [key, ...users.map(({ id }) => `${key}:${id}`)]).map((key) => messageId(key, mailFrom)),
  );
  const { rows: mails } = await pool.query<{ id: string; times: number }>(
    'select message_id as id, count(*)::int as times from caught_mail group by 1',
  );
  const caught = new Set(mails.map(({ id }) => id));
  return [
    ...mails.filter(({ times }) => times > 1).map(({ id, times }) => `${id} was caught ${times} times`),
    ...[...expected].filter((id) => !caught.has(id)).map((id) => `${id} was sent and not caught`),
    ...[...caught].filter((id) => !expected.has(id) && !allowed.has(id)).map((id) => `${id} was caught and belongs to no job`),
  ];
}

export interface Fired {
  due: number;
  worstLateMs: number;
  /** Alerts among them, and the mails they sent. */
  alerts: number;
}

/** What came due while Temporal was away and fired afterwards. */
export async function firedLate(pool: pg.Pool, { from, to }: Outage): Promise<Fired> {
  const { rows } = await pool.query<Fired>(
    `select count(*)::int as due, coalesce(max(late_by_ms), 0)::float8 as "worstLateMs", count(*) filter (where purpose = 'alert')::int as alerts
      from timer where status = 'fired' and due_at between $1 and $2 and ended_at >= $2`,
    [new Date(from), new Date(to)],
  );
  return rows[0] ?? { due: 0, worstLateMs: 0, alerts: 0 };
}

/** Ended jobs with what would change if one of them were done again. */
export async function endedJobs(pool: pg.Pool): Promise<Map<string, string>> {
  const { rows } = await pool.query<{ key: string; how: string }>(
    `select key, status || ' ' || attempts || ' ' || ended_at as how from job where ended_at is not null`,
  );
  return new Map(rows.map(({ key, how }) => [key, how]));
}
