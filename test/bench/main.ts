import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { createProcess, getDraft, publishProcess } from '../../api/contract/index.ts';
import { build } from '../../cli/launcher/build.mjs';
import { freePort } from '../../cli/servers/free-port.ts';
import { startTemporalServer } from '../../cli/servers/temporal-server.ts';
import { ApiClient } from '../helpers/api-client.ts';
import { startTestInstallation } from '../helpers/installation.ts';
import { handWrittenParty } from './hand-written-party.ts';
import { benchKernelSteps } from './kernel-steps.ts';
import type { Figure } from './load.ts';
import { figure } from './load.ts';
import { compare } from './measure.ts';
import { perennialParty } from './perennial-party.ts';
import { warmAndCold } from './warm-cold.ts';

/**
 * `npm run bench -- --out F`: the lead path of the product beside the hand-written workflow, in one run, all parts on this machine,
 * Temporal server on Postgres. F = array of {name, value, unit, versus, ratio}.
 */
const { values } = parseArgs({
  options: {
    out: { type: 'string' },
    cases: { type: 'string', default: '300' },
    rounds: { type: 'string', default: '3' },
    pairs: { type: 'string', default: '1000' },
    others: { type: 'string', default: '10000' },
  },
});
const root = resolve(import.meta.dirname, '../..');
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-bench-'));
const kernel = benchKernelSteps({ seconds: 5 });
const figures: Figure[] = [
  figure(
    'kernel steps/s in memory, 100 steps + fork/join, with facts (versus the fastest Java engine)',
    kernel.stepsPerSecond,
    'steps/s',
    211_000,
  ),
];
print(figures);

await build(root, { web: false });
const installation = await startTestInstallation({
  root,
  dataDir,
  seed: 'staff',
  temporal: (databaseUrl) => startTemporalServer({ databaseUrl, dataDir, root }),
  env: { LOG_LEVEL: 'warn' },
});
const children: { pid?: number; kill(signal: NodeJS.Signals): boolean }[] = [];
try {
  const client = await publishLeadPath();
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
    const found = await compare(ours, theirs, callers, Number(values.rounds), Number(values.cases), parts);
    figures.push(...found);
    print(found);
  }
  const warmCold = await warmAndCold(ours, Number(values.pairs), Number(values.others));
  figures.push(...warmCold);
  print(warmCold);
  process.stdout.write('Yardstick for hand-written, accepted cases/s with 1, 4, 16 callers: 18 / 27 / 36\n');
  if (values.out) writeFileSync(values.out, `${JSON.stringify(figures, null, 2)}\n`);
  await pool.end();
} finally {
  for (const child of children) child.kill('SIGTERM');
  await installation.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function publishLeadPath(): Promise<ApiClient> {
  const owner = new ApiClient(installation.url);
  await owner.signIn('piotr', 'perennial');
  const folder = join(import.meta.dirname, 'lead-path');
  const files = readdirSync(folder).map((path) => ({ path, content: readFileSync(join(folder, path), 'utf8') }));
  await owner.call(createProcess, { body: { key: 'bench-lead', name: 'Bench lead', files } });
  const draft = await owner.call(getDraft, { params: { process: 'bench-lead' } });
  await owner.call(publishProcess, { params: { process: 'bench-lead' }, body: { revision: draft.revision } });
  const rep = new ApiClient(installation.url);
  await rep.signIn('olga', 'perennial');
  return rep;
}

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

function print(lines: Figure[]): void {
  for (const line of lines)
    process.stdout.write(
      `${line.name.padEnd(72)} ${String(line.value).padStart(10)} ${line.unit.padEnd(8)}${line.versus === null ? '' : ` versus ${line.versus}, ratio ${line.ratio}`}\n`,
    );
}
