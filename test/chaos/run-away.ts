import { chmodSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import pg from 'pg';
import { createProcess, publishProcess } from '../../api/contract/index.ts';
import { createRandom } from '../../crm/demo/random.ts';
import { checkOutages, endedJobs } from './away-checks.ts';
import type { Crew } from './away-work.ts';
import { check, countJobs, type Findings, isQuiet } from './checks.ts';
import { goThrough, type Work, waitFor } from './outage.ts';
import { startParts } from './parts.ts';
import { roundPackage } from './round-package.ts';
import { signIn } from './run-chaos.ts';

export interface AwayOptions {
  root: string;
  dataDir: string;
  minutes: number;
  /** Afterwards Temporal is lost with its database, too. */
  lose: boolean;
  seed: number;
  say: (line: string) => void;
}

/** Temporal is away while reps work, and comes back: nothing is lost, nothing done twice, and what is late says so. */
export async function runAway(options: AwayOptions): Promise<{ findings: Findings; seconds: number }> {
  const started = Date.now();
  chmodSync(options.dataDir, 0o755);
  const parts = await startParts(options.root, options.dataDir);
  const pool = new pg.Pool({ connectionString: parts.databaseUrl, max: 4 });
  try {
    const clients = await signIn(parts.url, ['piotr']);
    const owner = clients.byUser.get('piotr');
    if (!owner) throw new Error('Nobody publishes.');
    const { key, revision } = await owner.call(createProcess, { body: roundPackage });
    await owner.call(publishProcess, { params: { process: key }, body: { revision } });
    const crew: Crew = { clients, run: `away-${options.seed}`, told: [], completions: [], refused: [] };
    const work: Work = { parts, pool, crew, random: createRandom(options.seed), say: options.say, wrong: [] };
    const { minutes } = options;
    const leads = Math.min(200, 20 + 20 * minutes);
    const outages = [await goThrough(work, { name: 'away', ms: minutes * 60_000, fresh: false, leads, rounds: 30 })];
    const redone: string[] = [];
    if (options.lose) {
      const before = await endedJobs(pool);
      outages.push(await goThrough(work, { name: 'lost', ms: 30_000, fresh: true, leads: 20, rounds: 15 }));
      const after = await endedJobs(pool);
      for (const [job, how] of before) if (after.get(job) !== how) redone.push(`${job} was ${how}, is ${after.get(job)}`);
    }
    if (!(await waitFor(() => isQuiet(pool), 300_000))) work.wrong.push('after five minutes not all was told and done');
    // Ended workflows leave Temporal's list a moment after they end; timers set beyond the outage come due.
    await pause(20_000);
    options.say(await countJobs(pool));
    const findings = {
      ...(await check(pool, parts.temporalAddress, crew.told)),
      ...(await checkOutages(pool, outages)),
      'calls not answered at once': crew.refused,
      'jobs touched after they had ended': redone,
      'other faults': work.wrong,
    };
    return { findings, seconds: (Date.now() - started) / 1000 };
  } finally {
    await pool.end();
    await parts.stop();
  }
}
