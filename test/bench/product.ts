import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { createProcess, getDraft, publishProcess } from '../../api/contract/index.ts';
import { build } from '../../cli/launcher/build.mjs';
import { freePort } from '../../cli/servers/free-port.ts';
import { startTemporalServer } from '../../cli/servers/temporal-server.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { startTestInstallation } from '../helpers/installation.ts';
import { handWrittenParty } from './hand-written-party.ts';
import type { Figure } from './load.ts';
import { compare } from './measure.ts';
import { perennialParty } from './perennial-party.ts';
import { warmAndCold } from './warm-cold.ts';

const root = resolve(import.meta.dirname, '../..');

export interface ProductBench {
  /** Cases a round and caller count, rounds, pairs of a cold and a warm case, other cases between the two. */
  cases: number;
  rounds: number;
  pairs: number;
  others: number;
}

/** The lead path of the product beside the hand-written workflow, in one run, all parts on this machine, Temporal server on Postgres. */
export async function benchProduct(options: ProductBench, print: (figures: Figure[]) => void): Promise<Figure[]> {
  const figures: Figure[] = [];
  const add = (found: Figure[]) => {
    figures.push(...found);
    print(found);
  };
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
  await build(root, { web: false });
  const installation = await startTestInstallation({
    root,
    dataDir,
    seed: 'staff',
    temporal: (databaseUrl) => startTemporalServer({ databaseUrl, dataDir, root }),
    env: { LOG_LEVEL: 'warn' },
  });
  const children: ChildProcess[] = [];
  try {
    const client = await publishLeadPath(installation.url);
    const pool = new pg.Pool({ connectionString: installation.databaseUrl, max: 2 });
    const port = await freePort();
    const worker = await startChild('worker.ts');
    const server = await startChild('server.ts', { PORT: String(port) });
    const ours = perennialParty(client, pool);
    const theirs = handWrittenParty(`http://127.0.0.1:${port}`, client.headers(), pool);
    const servers = { Postgres: [installation.pids.postgres], Temporal: [installation.pids.temporal] };
    const parts = {
      ours: { API: [installation.pids.api], worker: [installation.pids.worker], ...servers },
      theirs: { API: [server], worker: [worker], ...servers },
    };
    await compare(ours, theirs, 4, 1, 100, parts); // warm-up, not counted
    for (const callers of [1, 4, 16]) {
      const found = await compare(ours, theirs, callers, options.rounds, options.cases, parts);
      add(found);
    }
    const warmCold = await warmAndCold(ours, options.pairs, options.others);
    add(warmCold);
    process.stdout.write('Yardstick for hand-written, accepted cases/s with 1, 4, 16 callers: 18 / 27 / 36\n');
    await pool.end();
  } finally {
    // They finish what they began while there is still a Postgres.
    await Promise.all(children.map((child) => child.kill('SIGTERM') && once(child, 'exit')));
    await installation.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
  return figures;

  function startChild(file: string, env: { [name: string]: string } = {}): Promise<number> {
    const child = spawn(process.execPath, ['--import', 'tsx', join(import.meta.dirname, 'hand-written', file)], {
      cwd: root,
      env: {
        ...process.env,
        DATABASE_URL: installation.databaseUrl,
        TEMPORAL_ADDRESS: installation.temporal.address,
        TEMPORAL_NAMESPACE: installation.temporal.namespace,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    children.push(child);
    return new Promise((done, fail) => {
      child.stdout.on('data', (chunk: Buffer) => /ready/.test(chunk.toString()) && done(child.pid ?? 0));
      child.on('exit', (code) => fail(new Error(`${file} ended with ${code}`)));
    });
  }
}

async function publishLeadPath(url: string): Promise<ApiClient> {
  const owner = new ApiClient(url);
  await owner.signIn('piotr', 'perennial');
  const folder = join(import.meta.dirname, 'lead-path');
  const files = readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }));
  await owner.call(createProcess, { body: { key: 'bench-lead', name: 'Bench lead', files } });
  const draft = await owner.call(getDraft, { params: { process: 'bench-lead' } });
  await owner.call(publishProcess, { params: { process: 'bench-lead' }, body: { revision: draft.revision } });
  const rep = new ApiClient(url);
  await rep.signIn('olga', 'perennial');
  return rep;
}
