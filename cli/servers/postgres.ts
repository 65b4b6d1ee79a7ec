import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmodSync, chownSync, existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { type ChildServer, startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { startKeptServer } from './kept-server.ts';
import { canEnter, makeFolder, type PostgresAccount, postgresAccount } from './postgres-account.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { isRunning, signalProcess, waitForExit } from './processes.ts';
import { outsideFolder } from './running-postgres.ts';
import { ServerError } from './server-error.ts';

export interface PostgresServer {
  url: string;
  /** 0 for a server that is not ours. */
  pid: number;
  /** False when DATABASE_URL names one that runs anyway. */
  embedded: boolean;
  stop(): Promise<void>;
}

export interface PostgresOptions {
  dataDir: string;
  say?: (detail: string) => void;
  /** Told of the process, so that a later run recognises an orphan; `marker` is a text of its command line. */
  remember?: (name: string, pid: number, marker: string) => void;
  /** Told when it ends unasked, and when it runs again; without this it is not started again. */
  tell?: (line: string) => void;
  port?: number;
  /** Server settings, `name: value`; those of `defaults` are overwritten. */
  settings?: { [name: string]: string };
}

const mostStarts = 3;

const defaults: { [name: string]: string } = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '200',
  shared_buffers: '256MB',
  max_wal_size: '2GB',
  wal_compression: 'on',
  // Many small commits at once: waiting for none of them but flushing together.
  commit_delay: '0',
  random_page_cost: '1.1',
  log_min_messages: 'warning',
  log_line_prefix: '%m ',
};

/**
 * Postgres for this installation: DATABASE_URL, or a real one from npm with its files in `<dataDir>/postgres`. A killed run's server is
 * stopped first (recognised by its lock file and command line), a stale lock removed; crash recovery is Postgres' own.
 */
export async function startPostgres(options: PostgresOptions): Promise<PostgresServer> {
  const given = process.env.DATABASE_URL;
  if (given) {
    await checkReachable(given);
    return { url: given, pid: 0, embedded: false, stop: async () => undefined };
  }
  const say = options.say ?? (() => undefined);
  const account = postgresAccount();
  const programs = await postgresPrograms(account);
  const folder = clusterFolder(options.dataDir, account);
  await stopOrphan(folder, say);
  const password = await initialise(folder, programs.initdb, account, say);
  const port = options.port ?? (await freePort());
  say(`port ${port}`);
  const url = `postgres://perennial:${password}@127.0.0.1:${port}/perennial`;
  const server = await startKeptServer({
    name: 'Postgres',
    start: () => launch(folder, programs.postgres, port, url, account, options),
    tell: options.tell,
    started: (pid) => options.remember?.('postgres', pid, folder),
  });
  await createDatabase(url);
  return { url, pid: server.pid(), embedded: true, stop: server.stop };
}

async function launch(
  folder: string,
  program: string,
  port: number,
  url: string,
  account: PostgresAccount,
  options: PostgresOptions,
): Promise<ChildServer> {
  const settings = Object.entries({ ...defaults, ...options.settings }).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
  const start = () =>
    startChildServer({
      name: 'Postgres',
      command: program,
      args: ['-D', folder, '-p', String(port), ...settings],
      logFile: join(options.dataDir, 'logs', 'postgres.log'),
      stopSignal: 'SIGINT',
      spawn: { ...account, cwd: '/', env: { ...process.env, LC_MESSAGES: 'C' } },
      isReady: () => answers(url.replace(/perennial$/, 'postgres')),
      startLimitMs: 120_000,
    });
  // Backends of a killed server hold its shared memory until they notice, and write into the same log: a moment later it starts.
  for (let attempt = 1; attempt < mostStarts; attempt += 1) {
    try {
      return await start();
    } catch (error) {
      if (!/ended with/.test(String(error))) throw error;
      await new Promise((resolve) => setTimeout(resolve, 1500));
    }
  }
  return start();
}

/** Creates the cluster once; a half-made one (killed, disk full) is made anew. Its password never leaves the data folder. */
async function initialise(folder: string, initdb: string, account: PostgresAccount, say: (detail: string) => void): Promise<string> {
  const secret = `${folder}.password`;
  if (existsSync(join(folder, 'perennial.ready')) && existsSync(secret)) return readFileSync(secret, 'utf8').trim();
  if (existsSync(join(folder, 'PG_VERSION')) && existsSync(join(folder, 'perennial.ready')))
    throw new ServerError(`The password file ${secret} is missing: put it back, or move ${folder} away to begin anew.`);
  say('creating the database cluster');
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const password = randomBytes(18).toString('base64url');
  writeFileSync(secret, `${password}\n`, { mode: 0o600 });
  if (account.uid !== undefined && account.gid !== undefined)
    for (const path of [folder, secret]) chownSync(path, account.uid, account.gid);
  const args = [
    ...[`--pgdata=${folder}`, '--auth=scram-sha-256', '--username=perennial', `--pwfile=${secret}`],
    ...[
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--lc-collate=C',
      '--lc-ctype=C',
      '--lc-messages=C',
      '--no-sync',
    ],
  ];
  try {
    await promisify(execFile)(initdb, args, { ...account, cwd: '/' });
  } catch (error) {
    rmSync(folder, { recursive: true, force: true });
    const said = String((error as { stderr?: string }).stderr ?? error)
      .trim()
      .split('\n')
      .at(-1);
    throw new ServerError(
      /No space left|ENOSPC/.test(String(said))
        ? `The disk is full: free 2 GB near ${folder}.`
        : `Postgres could not create its files: ${said}`,
    );
  }
  writeFileSync(join(folder, 'perennial.ready'), '');
  return password;
}

/** Below a closed home (root's) Postgres' own account cannot reach the data folder: then its files lie in /var/lib. */
function clusterFolder(dataDir: string, account: PostgresAccount): string {
  makeFolder(dataDir);
  // A folder that is closed by itself only may be passed through from now on; what lies in it stays closed.
  if (!canEnter(account, dataDir) && canEnter(account, dirname(dataDir))) chmodSync(dataDir, 0o711);
  if (canEnter(account, dataDir)) return join(dataDir, 'postgres');
  const outside = outsideFolder(dataDir);
  makeFolder(dirname(outside));
  return outside;
}

async function stopOrphan(folder: string, say: (detail: string) => void): Promise<void> {
  const lock = join(folder, 'postmaster.pid');
  if (!existsSync(lock)) return;
  const pid = Number(readFileSync(lock, 'utf8').split('\n')[0]);
  if (pid > 0 && isRunning(pid, folder)) {
    say('stopping the server an earlier run left behind');
    signalProcess(pid, 'SIGINT');
    if (!(await waitForExit(pid, 10_000))) signalProcess(pid, 'SIGQUIT');
    if (!(await waitForExit(pid, 10_000)))
      throw new ServerError(`Postgres of an earlier run (process ${pid}) does not stop: end it and start again.`);
  } else {
    rmSync(lock, { force: true });
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url.replace(/perennial$/, 'postgres') });
  await client.connect();
  try {
    const { rowCount } = await client.query(`select 1 from pg_database where datname = 'perennial'`);
    if (rowCount === 0) await client.query('create database perennial');
  } finally {
    await client.end();
  }
}

async function checkReachable(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  client.on('error', () => undefined);
  try {
    await client.connect();
  } catch (error) {
    throw new ServerError(`DATABASE_URL cannot be reached: ${(error as Error).message || (error as { code?: string }).code}.`);
  } finally {
    await client.end().catch(() => undefined);
  }
}
