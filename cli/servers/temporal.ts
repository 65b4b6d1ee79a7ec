import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Connection } from '@temporalio/client';
import { searchAttributes } from '../../worker/search-attributes.ts';
import { startChildServer } from './child-server.ts';
import { freePort } from './free-port.ts';
import { startKeptServer } from './kept-server.ts';
import { isRunning, signalProcess, waitForExit } from './processes.ts';
import { ServerError } from './server-error.ts';
import { requireSearchAttributes } from './temporal-namespace.ts';
import { findTemporal } from './temporal-program.ts';

export interface TemporalServer {
  address: string;
  namespace: string;
  /** Of Temporal's own web pages, when they are on. */
  uiUrl?: string;
  /** 0 for a server that is not ours. */
  pid: number;
  stop(): Promise<void>;
}

export interface TemporalOptions {
  dataDir: string;
  /** The project's folder: the pinned Go module lies in it. */
  root: string;
  say?: (detail: string) => void;
  remember?: (name: string, pid: number, marker: string) => void;
  /** Told when it ends unasked, and when it runs again; without this it is not started again. */
  tell?: (line: string) => void;
  port?: number;
  /** Temporal's own web pages, on a port beside. */
  ui?: boolean;
}

/** TEMPORAL_ADDRESS, or a dev server with its database in `<dataDir>/temporal.db`, listening on loopback only. */
export async function startTemporal(options: TemporalOptions): Promise<TemporalServer> {
  const namespace = process.env.TEMPORAL_NAMESPACE ?? 'default';
  const given = process.env.TEMPORAL_ADDRESS;
  if (given) {
    await withConnection(given, (connection) => requireSearchAttributes(connection, namespace));
    return { address: given, namespace, pid: 0, stop: async () => undefined };
  }
  const say = options.say ?? (() => undefined);
  mkdirSync(options.dataDir, { recursive: true });
  const database = join(options.dataDir, 'temporal.db');
  await stopOrphan(options.dataDir, database, say);
  const program = await findTemporal(options.root, say);
  const port = options.port ?? (await freePort());
  const uiPort = options.ui ? await freePort() : undefined;
  say(`port ${port}`);
  const address = `127.0.0.1:${port}`;
  const httpPort = await freePort();
  const start = () =>
    startChildServer({
      name: 'Temporal',
      command: program,
      args: [
        ...['server', 'start-dev', '--ip', '127.0.0.1', '--port', String(port), '--http-port', String(httpPort)],
        ...(uiPort ? ['--ui-port', String(uiPort)] : ['--headless']),
        // SQLite's rollback journal writes each page twice: with a write-ahead log jobs are carried 2.5 times as fast. What a power cut may
        // take of its end is noticed by the heartbeat, and told again.
        ...[
          '--sqlite-pragma',
          'journal_mode=wal',
          '--sqlite-pragma',
          'synchronous=1',
          '--db-filename',
          database,
          '--namespace',
          namespace,
          '--log-level',
          'error',
        ],
        ...Object.entries(searchAttributes).flatMap(([name, type]) => ['--search-attribute', `${name}=${type}`]),
        ...Object.entries(dynamicConfig).flatMap(([name, value]) => ['--dynamic-config-value', `${name}=${value}`]),
      ],
      logFile: join(options.dataDir, 'logs', 'temporal.log'),
      stopSignal: 'SIGTERM',
      isReady: () => isServing(address, namespace),
      startLimitMs: 90_000,
    });
  const server = await startKeptServer({
    name: 'Temporal',
    start,
    tell: options.tell,
    started: (pid) => {
      writeFileSync(pidFile(options.dataDir), String(pid));
      options.remember?.('temporal', pid, database);
    },
  });
  const stop = async () => {
    await server.stop();
    rmSync(pidFile(options.dataDir), { force: true });
  };
  return { address, namespace, pid: server.pid(), stop, ...(uiPort ? { uiUrl: `http://127.0.0.1:${uiPort}` } : {}) };
}

/** A relay sends many signals for many cases at once. */
const dynamicConfig = {
  'frontend.namespaceRPS': '100000',
  'frontend.namespaceCount': '20000',
  'frontend.rps': '100000',
};

const pidFile = (dataDir: string) => join(dataDir, 'temporal.pid');

async function stopOrphan(dataDir: string, database: string, say: (detail: string) => void): Promise<void> {
  const file = pidFile(dataDir);
  if (!existsSync(file)) return;
  const pid = Number(readFileSync(file, 'utf8'));
  if (pid > 0 && isRunning(pid, database)) {
    say('stopping the server an earlier run left behind');
    signalProcess(pid, 'SIGTERM');
    if (!(await waitForExit(pid, 5000))) signalProcess(pid, 'SIGKILL');
    await waitForExit(pid, 5000);
  }
  rmSync(file, { force: true });
}

/** Ready = the namespace can be described; the port alone opens earlier. */
export async function isServing(address: string, namespace: string): Promise<boolean> {
  try {
    const connection = await Connection.connect({ address, connectTimeout: '2s' });
    try {
      await connection.withDeadline(Date.now() + 2000, () => connection.workflowService.describeNamespace({ namespace }));
      return true;
    } finally {
      await connection.close();
    }
  } catch {
    return false;
  }
}

export async function withConnection<T>(address: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  let connection: Connection;
  try {
    connection = await Connection.connect({ address, connectTimeout: '10s' });
  } catch {
    throw new ServerError(`TEMPORAL_ADDRESS=${address} does not answer: start that server, or unset it to use an own one.`);
  }
  try {
    return await work(connection);
  } finally {
    await connection.close();
  }
}
