import type pg from 'pg';
import { messageId } from '../../activities/jobs/send-email/message-id.ts';
import {
  caughtMails,
  createProcess,
  createRecord,
  desk,
  getRecord,
  listIncidents,
  listNotifications,
  listUncertain,
  publishProcess,
} from '../../api/contract/index.ts';
import { demoPassword } from '../../crm/demo/people.ts';
import { shortDeadline } from '../e2e/short-deadline.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { mailFrom } from './checks.ts';

/** Who plays a part when a deadline passes, each by the API. */
export interface VisitPeople {
  supervisor: ApiClient;
  admin: ApiClient;
  rep: ApiClient;
}

export interface Visit {
  recordId: string;
  instanceId: string;
  taskId: string;
  /** Epoch milliseconds; the machine's clock is the product's here. */
  dueAt: number;
}

/** What the product says of one visit that is late, all of it by the API but the job's key. */
export interface Told {
  /** On the supervisor's desk: `late`, and `stuck` by the code of the incident. */
  late: boolean;
  stuck: string[];
  /** News in the app, each as often as it was told. */
  news: number;
  /** Message-IDs caught, those that came twice twice; `derived` = what the job's key makes. */
  mails: string[];
  derived: string[];
  /** Jobs listed as begun without an outcome. */
  uncertain: string[];
}

export async function signInVisitors(url: string): Promise<VisitPeople> {
  const as = async (login: string) => {
    const client = new ApiClient(url);
    await client.signIn(login, demoPassword);
    return client;
  };
  const owner = await as('piotr');
  const { key, revision } = await owner.call(createProcess, { body: shortDeadline });
  await owner.call(publishProcess, { params: { process: key }, body: { revision } });
  return { supervisor: await as('marta'), admin: await as('adam'), rep: await as('olga') };
}

export async function openVisit({ supervisor }: VisitPeople, title: string): Promise<Visit> {
  const { id, instanceId } = await supervisor.call(createRecord, { body: { type: 'visit', title, fields: {} } });
  const { tasks } = await supervisor.call(getRecord, { params: { record: id } });
  const [task] = tasks;
  if (!task?.sla.dueAt) throw new Error(`${title} has no task with a deadline: ${JSON.stringify(tasks)}`);
  return { recordId: id, instanceId, taskId: task.id, dueAt: Date.parse(task.sla.dueAt) };
}

/** The one job of each visit has an end, or nobody knows it. */
export async function areSettled(pool: pg.Pool, visits: Visit[]): Promise<boolean> {
  const { rows } = await pool.query<{ settled: number }>(
    `select count(*)::int as settled from job where instance_id = any($1) and status in ('done', 'failed', 'uncertain')`,
    [visits.map((visit) => visit.instanceId)],
  );
  return rows[0]?.settled === visits.length;
}

/** Supervisors who get a mail each: in the demo staff marta alone. */
const recipient = 'marta';

export async function askAbout(people: VisitPeople, pool: pg.Pool, visit: Visit): Promise<Told> {
  const page = { query: { limit: 200 } };
  const [board, incidents, news, mails, uncertain] = await Promise.all([
    people.supervisor.call(desk, { query: {} }),
    people.supervisor.call(listIncidents, page),
    people.supervisor.call(listNotifications, page),
    people.admin.call(caughtMails, page),
    people.supervisor.call(listUncertain, page),
  ]);
  const { rows: jobs } = await pool.query<{ key: string }>(`select key from job where instance_id = $1 and type = 'notify'`, [
    visit.instanceId,
  ]);
  const listed = new Set(incidents.items.filter((each) => each.instanceId === visit.instanceId).map((each) => each.id));
  return {
    late: board.late.some((task) => task.id === visit.taskId && task.lateBy > 0),
    stuck: board.stuck.filter((each) => listed.has(each.id)).map((each) => each.code),
    news: news.items
      .filter((item) => item.kind === 'late' && item.taskId === visit.taskId && item.recordId === visit.recordId)
      .reduce((sum, item) => sum + item.count, 0),
    mails: mails.items.filter((mail) => mail.text.includes(visit.recordId)).map((mail) => mail.messageId),
    derived: jobs.map(({ key }) => messageId(`${key}:${recipient}`, mailFrom)),
    uncertain: uncertain.items.filter((job) => job.instanceId === visit.instanceId).map((job) => job.key),
  };
}
