import { figures, listUsers } from '../../api/contract/index.ts';
import type { Installation } from '../../cli/product/start-installation.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { countWorkflows } from './count-workflows.ts';
import { importFile } from './import-file.ts';
import { type Expected, expectedOf, readLives, type TrialRow } from './life.ts';
import { publishReasons } from './reasons.ts';
import { type Crew, replayLead } from './replay.ts';

export interface TrialResult {
  expected: Expected;
  /** What the product's own figures say. */
  said: Expected;
  workflows: { total: number; open: number };
  expectedWorkflows: { total: number; open: number };
  importSeconds: number;
  replaySeconds: number;
  /** Until the figures and Temporal stood as they should. */
  quietSeconds: number;
}

const password = 'perennial';

/** Imports the file into an empty installation and takes every lead through what really happened to it, by the public API only. */
export async function runTrial(
  installation: Installation,
  file: { name: string; content: Uint8Array },
  callers: number,
  say: (line: string) => void,
): Promise<TrialResult> {
  const crew = await signInCrew(installation);
  const rows = await readLives(file.content);
  const reasons = [...new Set(rows.flatMap((row) => (row.life.kind === 'junk' ? [row.life.reason] : [])))];
  await publishReasons(crew.owner, reasons);
  const started = performance.now();
  const records = await importFile(crew.clerk, file.name, file.content, say);
  const imported = performance.now();
  await replayAll(crew, rows, records, callers, say);
  const replayed = performance.now();
  const expected = expectedOf(rows);
  const expectedWorkflows = {
    total: expected.intake + 2 * expected.won,
    open: expected.callBack + expected.dataQuality + expected.callOpen + expected.won,
  };
  let said = await readFigures(crew.supervisor);
  let workflows = await countWorkflows(installation.temporal.address, installation.temporal.namespace);
  // What Temporal carries out may still be on its way; a quarter of an hour is the end of waiting.
  for (let waited = 0; waited < 900 && !(same(said, expected) && same(workflows, expectedWorkflows)); waited += 2) {
    await new Promise((resolve) => setTimeout(resolve, 2000));
    said = await readFigures(crew.supervisor);
    workflows = await countWorkflows(installation.temporal.address, installation.temporal.namespace);
  }
  const quiet = performance.now();
  return {
    expected,
    said,
    workflows,
    expectedWorkflows,
    importSeconds: (imported - started) / 1000,
    replaySeconds: (replayed - imported) / 1000,
    quietSeconds: (quiet - replayed) / 1000,
  };
}

async function replayAll(
  crew: Crew,
  rows: TrialRow[],
  records: Map<number, string>,
  callers: number,
  say: (line: string) => void,
): Promise<void> {
  const queue = rows.filter((row) => row.life.kind !== 'open');
  const all = queue.length;
  let done = 0;
  await Promise.all(
    Array.from({ length: callers }, async () => {
      for (let row = queue.shift(); row; row = queue.shift()) {
        const record = records.get(row.row);
        if (!record) throw new Error(`row ${row.row} (${row.title}) became no record`);
        await replayLead(crew, record, row, Date.now);
        done += 1;
        if (done % 100 === 0 || done === all) say(`${done} of ${all} leads`);
      }
    }),
  );
}

async function signInCrew(installation: Installation): Promise<Crew & { clerk: ApiClient; owner: ApiClient }> {
  const signIn = async (login: string) => {
    const client = new ApiClient(installation.url);
    await client.signIn(login, password);
    return client;
  };
  const [supervisor, clerk, owner] = await Promise.all([signIn('marta'), signIn('ewa'), signIn('piotr')]);
  const byUser = new Map<string, ApiClient>();
  const byGroup = new Map<string, ApiClient>();
  const { users } = await supervisor.call(listUsers);
  for (const user of users.filter((each) => each.active && each.roles.includes('rep'))) {
    const client = await signIn(user.id);
    byUser.set(user.id, client);
    for (const team of user.teams) if (!byGroup.has(team)) byGroup.set(team, client);
  }
  return { supervisor, clerk, owner, byUser, byGroup };
}

async function readFigures(supervisor: ApiClient): Promise<Expected> {
  const answer = await supervisor.call(figures, { query: { type: 'lead' } });
  const count = (key: string) => answer.outcomes.find((outcome) => outcome.key === key)?.count ?? 0;
  return {
    intake: answer.intake,
    won: count('won'),
    callBack: count('callBack'),
    dataQuality: count('dataQuality'),
    junk: count('junk'),
    callOpen: count('callOpen'),
  };
}

function same<T extends object>(a: T, b: T): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}
