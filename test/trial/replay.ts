import { getRecord, getTask, type RecordDetail } from '../../api/contract/index.ts';
import { type ApiClient, ApiError } from '../helpers/api-client.ts';
import { workTask } from './fill-task.ts';
import type { TrialRow } from './life.ts';

/** Result of each step on the way to won, by element of the shipped packages. */
const wayToWon = new Map([
  ['PreSalesCall', 'interested'],
  ['Qualify', 'qualified'],
  ['Accept', 'accepted'],
  ['FirstCall', 'done'],
  ['FindNeed', 'known'],
  ['HoldMeeting', 'held'],
  ['SendOffer', 'sent'],
  ['Negotiate', 'agreed'],
  ['SignContract', 'signed'],
  ['Deliver', 'delivered'],
]);

/** The people of the installation who can work tasks, each with a session of his own. */
export interface Crew {
  /** Groups a person takes tasks of -> his client. */
  byGroup: Map<string, ApiClient>;
  byUser: Map<string, ApiClient>;
  supervisor: ApiClient;
}

/** Takes one lead through what really happened to it, through the public API only. */
export async function replayLead(crew: Crew, recordId: string, row: TrialRow, now: () => number): Promise<void> {
  const { life } = row;
  if (life.kind === 'open') return;
  const known = { recordId, now: now() };
  if (life.kind === 'callBack') return void (await step(crew, recordId, 'PreSalesCall', { ...known, outcome: 'noAnswer' }));
  if (life.kind === 'dataQuality') return void (await step(crew, recordId, 'PreSalesCall', { ...known, outcome: 'wrongNumber' }));
  if (life.kind === 'junk')
    return void (await step(crew, recordId, 'PreSalesCall', {
      ...known,
      outcome: 'notOurs',
      values: { 'lead.junkReason': life.reason },
    }));
  if (life.noAnswerFirst) await step(crew, recordId, 'PreSalesCall', { ...known, outcome: 'noAnswer' });
  for (const element of ['PreSalesCall', 'Qualify', 'Accept'])
    await step(crew, recordId, element, { ...known, outcome: wayToWon.get(element) ?? '' });
  const dealId = await waitFor(
    `the deal of ${row.title}`,
    async () =>
      (await crew.supervisor.call(getRecord, { params: { record: recordId } })).related.find((record) => record.type === 'deal')?.id,
  );
  for (const element of ['FirstCall', 'FindNeed', 'HoldMeeting', 'SendOffer', 'Negotiate', 'SignContract', 'Deliver']) {
    await step(crew, dealId, element, { recordId: dealId, now: now(), outcome: wayToWon.get(element) ?? '' });
  }
}

async function step(crew: Crew, recordId: string, element: string, known: Parameters<typeof workTask>[2]): Promise<void> {
  const task = await waitFor(`${element} of ${recordId}`, async () => {
    const record = await crew.supervisor.call(getRecord, { params: { record: recordId } });
    return record.tasks.find((entry) => entry.element === element);
  });
  const worker = workerFor(crew, task);
  await workTask(worker, task.id, known).catch(async (error) => {
    if (error instanceof ApiError && error.status === 409) {
      const now = await worker.call(getTask, { params: { task: task.id } });
      if (now.status === 'completed' && now.ended?.outcome === known.outcome) return;
    }
    throw error;
  });
}

function workerFor(crew: Crew, task: RecordDetail['tasks'][number]): ApiClient {
  const own = task.assignee && crew.byUser.get(task.assignee.id);
  const group = task.groups.map((name) => crew.byGroup.get(name)).find(Boolean);
  return own ?? group ?? crew.supervisor;
}

/** Polls, a little slower each time: what Temporal carries out comes when it comes. */
async function waitFor<T>(what: string, read: () => Promise<T | undefined>): Promise<T> {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const value = await read();
    if (value !== undefined) return value;
    await new Promise((resolve) => setTimeout(resolve, Math.min(500, 20 * (attempt + 1))));
  }
  throw new Error(`${what} did not come within five minutes`);
}
