import { Client, Connection } from '@temporalio/client';
import type pg from 'pg';
import { messageId } from '../../activities/jobs/send-email/message-id.ts';
import { verifyCase } from '../../runtime/verify-case.ts';
import type { Told } from './work.ts';

/** As the worker is told in `parts.ts`. */
export const mailFrom = 'Perennial <crm@perennial.example>';

export interface Findings {
  [what: string]: string[];
}

/** Everything the kill test promises, held against Postgres and Temporal. Empty lists are what is hoped for. */
export async function check(pool: pg.Pool, temporalAddress: string, told: Told[]): Promise<Findings> {
  const rows = async <Row extends object>(sql: string, parameters: unknown[] = []) => (await pool.query<Row>(sql, parameters)).rows;
  const ids = (await rows<{ id: string }>('select id from instance order by id')).map((row) => row.id);
  const disagreeing: string[] = [];
  for (const id of ids) for (const difference of await verifyCase(pool, id)) disagreeing.push(`${id}: ${difference}`);
  const lost: string[] = [];
  for (const one of told) {
    for (const { task, outcome } of one.completed) {
      const at = task.lastIndexOf(':');
      const [row] = await rows<{ status: string; outcome: string }>(
        'select status, outcome from user_task where instance_id = $1 and element_instance = $2',
        [task.slice(0, at), Number(task.slice(at + 1))],
      );
      if (row?.status !== 'completed' || row.outcome !== outcome)
        lost.push(`${task}: told ${outcome}, stored ${row?.status} ${row?.outcome}`);
    }
  }
  const texts = async (sql: string) => (await rows<{ what: string }>(sql)).map((row) => row.what);
  return {
    'accepted commands lost': lost,
    'rows differ from folded facts': disagreeing,
    'next tasks doubled': await texts(
      `select instance_id || ' ' || element as what from user_task where status = 'open' group by instance_id, element having count(*) > 1`,
    ),
    'completions doubled': await texts(
      `select instance_id || ' ' || (body->>'elementInstance') as what from fact where type = 'taskCompleted' group by instance_id, (body->>'elementInstance') having count(*) > 1`,
    ),
    'deals doubled': await texts(
      `select fields->>'leadId' as what from record where type = 'deal' group by fields->>'leadId' having count(*) > 1`,
    ),
    'deals missing':
      told.filter((one) => one.way === 'deal').length === (await rows(`select 1 from record where type = 'deal'`)).length
        ? []
        : ['fewer or more deals than accepted leads'],
    'mail ids twice': await texts(`select message_id as what from caught_mail group by message_id having count(*) > 1`),
    'letters neither caught nor uncertain': await lostLetters(pool),
    'open cases without a next action': await texts(
      `select i.id as what from instance i where i.status = 'open' and not exists (select 1 from user_task t where t.instance_id = i.id and t.status = 'open') and not exists (select 1 from timer t where t.instance_id = i.id and t.status = 'armed') and not exists (select 1 from job j where j.instance_id = i.id and j.status in ('waiting', 'begun', 'uncertain')) and not exists (select 1 from incident n where n.instance_id = i.id and n.status = 'open')`,
    ),
    incidents: await texts(
      `select instance_id || ' ' || code || ' ' || message as what from incident where status = 'open' and code <> 'uncertain'`,
    ),
    'workflows unlike their cases': await compareWorkflows(pool, temporalAddress),
  };
}

/** A letter's Message-ID derives from its job: each job's mail was caught, or the job says that nobody knows. */
async function lostLetters(pool: pg.Pool): Promise<string[]> {
  const { rows: mails } = await pool.query<{ message_id: string }>('select message_id from caught_mail');
  const caught = new Set(mails.map((mail) => mail.message_id));
  const { rows: jobs } = await pool.query<{ key: string; status: string; sent: boolean | null }>(
    `select key, status, (output->>'sent')::boolean as sent from job where type = 'send-email'`,
  );
  return jobs.flatMap(({ key, status, sent }) =>
    status === 'uncertain' || sent === false || caught.has(messageId(key, mailFrom))
      ? []
      : [`${key} is ${status}, its mail was not caught`],
  );
}

export async function compareWorkflows(pool: pg.Pool, address: string): Promise<string[]> {
  const connection = await Connection.connect({ address });
  try {
    const running = new Set<string>();
    const client = new Client({ connection });
    for await (const run of client.workflow.list({ query: `WorkflowType = 'instance' and ExecutionStatus = 'Running'` }))
      running.add(run.workflowId);
    const { rows } = await pool.query<{ id: string; status: string }>('select id, status from instance');
    return rows.flatMap(({ id, status }) =>
      (status === 'open') === running.has(id) ? [] : [`${id} is ${status}, its workflow ${running.has(id) ? 'runs' : 'does not run'}`],
    );
  } finally {
    await connection.close();
  }
}

/** Open cases whose workflow does not run. */
export async function missingWorkflows(pool: pg.Pool, address: string): Promise<string[]> {
  return (await compareWorkflows(pool, address)).filter((each) => each.endsWith('does not run'));
}

/** How much there was to lose: jobs by type and state, mails caught, facts. */
export async function countJobs(pool: pg.Pool): Promise<string> {
  const { rows } = await pool.query<{ what: string }>(
    `select string_agg(type || ' ' || status || ' ' || n, ', ') || ', mails ' || (select count(*) from caught_mail) || ', facts ' || (select count(*) from fact) as what from (select type, status, count(*) as n from job group by type, status order by type) j`,
  );
  return rows[0]?.what ?? 'no job';
}

/** Nothing untold, unseen or undone; jobs that are uncertain stay so. */
export async function isQuiet(pool: pg.Pool): Promise<boolean> {
  const { rows } = await pool.query<{ left: number }>(
    `select (select count(*) from instance where told_number < effect_number or seen_number < effect_number)::int + (select count(*) from job where status in ('waiting', 'begun'))::int as left`,
  );
  return rows[0]?.left === 0;
}
