import { chmodSync } from 'node:fs';
import pg from 'pg';
import { createRandom } from '../../crm/demo/random.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { check, countJobs, type Findings, isQuiet } from './checks.ts';
import { type PartName, type Parts, startParts } from './parts.ts';
import { type Told, workLead } from './work.ts';

export interface ChaosOptions {
  root: string;
  dataDir: string;
  /** At least so many are worked; more, until the last kill is done. */
  leads: number;
  kills: number;
  callers: number;
  seed: number;
  say: (line: string) => void;
}

/** Every place where a process can be made to die as if its power were cut, and in which process it is passed. */
export const failpoints: [part: 'api' | 'worker', name: string][] = [
  ['api', 'before-commit'],
  ['api', 'after-commit'],
  ['api', 'before-tell'],
  ['api', 'after-tell'],
  ['worker', 'before-next'],
  ['worker', 'after-next'],
  ['worker', 'before-begin'],
  ['worker', 'after-begin'],
  ['worker', 'after-act'],
  ['worker', 'before-report'],
];
const partNames: PartName[] = ['api', 'worker', 'temporal', 'postgres'];

/** Works leads while parts are killed; then waits until all is quiet and checks every promise. */
export async function runChaos(options: ChaosOptions): Promise<{ findings: Findings; told: Told[]; seconds: number }> {
  const started = Date.now();
  chmodSync(options.dataDir, 0o755);
  const parts = await startParts(options.root, options.dataDir);
  try {
    const clients = await signIn(parts.url);
    const told: Told[] = [];
    let killing = true;
    const killer = killParts(parts, options).finally(() => {
      killing = false;
    });
    let next = 0;
    // A quick machine is through its leads before the last kill: then more come, since a part killed at rest shows nothing.
    const callers = Array.from({ length: options.callers }, async () => {
      while (next < options.leads || killing) {
        next += 1;
        told.push(await workLead(clients, next, String(options.seed)));
        if (told.length % 20 === 0) options.say(`${told.length} leads worked`);
      }
    });
    const [unpassed] = await Promise.all([killer, ...callers]);
    const pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
    for (let waited = 0; waited < 300 && !(await isQuiet(pool)); waited += 1) await pause(1000);
    // Ended workflows leave Temporal's list a moment after they end.
    await pause(5000);
    options.say(await countJobs(pool));
    const findings = { ...(await check(pool, parts.temporalAddress, told)), 'failpoints armed and not passed': unpassed };
    await pool.end();
    return { findings, told, seconds: (Date.now() - started) / 1000 };
  } finally {
    await parts.stop();
  }
}

const longestWait = 60_000;

/** @returns failpoints that were armed and not passed. */
async function killParts(parts: Parts, options: ChaosOptions): Promise<string[]> {
  const unpassed: string[] = [];
  const random = createRandom(options.seed);
  for (let kill = 0; kill < options.kills; kill += 1) {
    await pause(1500 + random.whole(3000));
    const armed = failpoints[kill];
    if (armed) {
      // Dies once to take the failpoint up, and again where it stands.
      const [part, name] = armed;
      parts.arm(part, `${name}:${1 + random.whole(5)}`);
      options.say(`kill ${kill + 1}: ${part}, then at ${name}`);
      const before = parts.deaths(part);
      await parts.kill(part);
      // One death to take the failpoint up, one there; one that is never passed is said.
      for (let waited = 0; waited < longestWait && parts.deaths(part) < before + 2; waited += 250) await pause(250);
      if (parts.deaths(part) < before + 2) unpassed.push(`${part} at ${name}`);
      parts.arm(part, undefined);
      continue;
    }
    const part = partNames[kill % partNames.length] ?? 'api';
    options.say(`kill ${kill + 1}: ${part}`);
    await parts.kill(part);
  }
  return unpassed;
}

/** Reps and their supervisor, and whoever else is asked for. */
export async function signIn(url: string, others: string[] = []) {
  const byUser = new Map<string, ApiClient>();
  for (const login of ['olga', 'kinga', 'ivan', 'tomasz', 'pawel', 'daria', 'nikita', 'marta', ...others]) {
    const client = new ApiClient(url);
    await client.signIn(login, 'perennial');
    byUser.set(login, client);
  }
  const of = (login: string) => byUser.get(login) as ApiClient;
  return { rep: of('olga'), seller: of('tomasz'), supervisor: of('marta'), byUser };
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms));
}
