import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { startChildServer } from './child-server.ts';
import { freeLowPort } from './free-port.ts';
import { buildWithGo, hasGo } from './go-build.ts';
import { runLimited } from './run-limited.ts';
import { ServerError } from './server-error.ts';
import { isServing, type TemporalServer, withConnection } from './temporal.ts';
import { ensureNamespace, requireSearchAttributes } from './temporal-namespace.ts';
import { cacheFolder } from './temporal-program.ts';
import { dynamicConfig, serverConfig } from './temporal-server-config.ts';

export const temporalServerVersion = '1.29.1';

export interface TemporalServerOptions {
  dataDir: string;
  /** The project's folder: the pinned Go module lies in it. */
  root: string;
  /** Postgres that gets the databases `temporal` and `temporal_visibility`. */
  databaseUrl: string;
  say?: (detail: string) => void;
  remember?: (name: string, pid: number, marker: string) => void;
  namespace?: string;
}

/**
 * The production topology without containers: Temporal's own server on Postgres, built once from its Go module. Made for measuring and
 * for tests; an installation sets TEMPORAL_ADDRESS.
 */
export async function startTemporalServer(options: TemporalServerOptions): Promise<TemporalServer> {
  const say = options.say ?? (() => undefined);
  const namespace = options.namespace ?? 'default';
  const programs = await findPrograms(options.root, say);
  await prepareDatabases(programs.sqlTool, options.databaseUrl, say);
  const folder = join(options.dataDir, 'temporal-server');
  mkdirSync(folder, { recursive: true });
  const address = await writeConfig(folder, options.databaseUrl);
  say(`port ${address.split(':')[1]}`);
  const server = await startChildServer({
    name: 'Temporal server',
    command: programs.server,
    args: ['--root', folder, '--config', '.', '--env', 'config', '--allow-no-auth', 'start'],
    logFile: join(options.dataDir, 'logs', 'temporal-server.log'),
    stopSignal: 'SIGTERM',
    spawn: { cwd: folder, env: { ...process.env, GOGC: '400', GOMEMLIMIT: '1500MiB' } },
    isReady: () => isReady(address, namespace),
    startLimitMs: 120_000,
  });
  options.remember?.('temporal-server', server.pid, folder);
  return { address, namespace, pid: server.pid, stop: server.stop };
}

async function findPrograms(root: string, say: (detail: string) => void): Promise<{ server: string; sqlTool: string }> {
  const cache = join(cacheFolder(), `temporal-server-${temporalServerVersion}`);
  const server = join(cache, 'temporal-server');
  const sqlTool = join(cache, 'temporal-sql-tool');
  if (existsSync(server) && existsSync(sqlTool)) return { server, sqlTool };
  if (!hasGo()) throw new ServerError('Temporal server is not built and Go is not installed: install Go 1.25 or newer.');
  say('building Temporal server with Go, once: 2 to 5 minutes');
  const packages = { 'go.temporal.io/server/cmd/server': server, 'go.temporal.io/server/cmd/tools/sql': sqlTool };
  await buildWithGo({ folder: join(root, 'cli/temporal-server'), packages, say });
  return { server, sqlTool };
}

async function prepareDatabases(tool: string, databaseUrl: string, say: (detail: string) => void): Promise<void> {
  const { host, port, user, password } = postgresParts(databaseUrl);
  for (const [database, schema] of [
    ['temporal', 'temporal'],
    ['temporal_visibility', 'visibility'],
  ] as const) {
    if (await hasDatabase(databaseUrl, database)) continue;
    say(`creating the database ${database}`);
    const common = ['--plugin', 'postgres12', '--endpoint', host, '--port', port, '--user', user, '--database', database];
    for (const step of [
      ['create-database'],
      ['setup-schema', '-v', '0.0'],
      ['update-schema', '--schema-name', `postgresql/v12/${schema}`],
    ]) {
      const run = await runLimited(tool, [...common, ...step], { env: { ...process.env, SQL_PASSWORD: password }, limitMs: 120_000 });
      if (run.ended !== 'ok') throw new ServerError(`${step[0]} of ${database} failed: ${run.tail.trim().split('\n').at(-1)}`);
    }
  }
  await dropUnusedIndexes(databaseUrl.replace(/\/[^/]*$/, '/temporal_visibility'));
}

/** What Temporal's lists are asked for here; each further index of its visibility table costs a write a case. */
const usedIndexes = /pkey|^default_idx|^by_workflow_id|^by_workflow_type|^by_execution_status|^by_status|^by_keyword_01/;

async function dropUnusedIndexes(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rows } = await client.query<{ indexname: string }>(
      `select indexname from pg_indexes where tablename = 'executions_visibility'`,
    );
    for (const { indexname } of rows)
      if (!usedIndexes.test(indexname)) await client.query(`drop index if exists ${client.escapeIdentifier(indexname)}`);
  } finally {
    await client.end();
  }
}

async function hasDatabase(url: string, name: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query('select 1 from pg_database where datname = $1', [name])).rowCount === 1;
  } finally {
    await client.end();
  }
}

async function writeConfig(folder: string, databaseUrl: string): Promise<string> {
  const port = freeLowPort;
  const ports = {
    ...{ frontend: await port(), http: await port(), matching: await port(), history: await port(), worker: await port() },
    membership: [await port(), await port(), await port(), await port()] as [number, number, number, number],
  };
  const config = serverConfig({ postgres: postgresParts(databaseUrl), ports, shards: 4 });
  writeFileSync(join(folder, 'config.yaml'), JSON.stringify(config, null, 2), { mode: 0o600 });
  writeFileSync(join(folder, 'dynamic.yaml'), dynamicConfig);
  return `127.0.0.1:${ports.frontend}`;
}

function postgresParts(databaseUrl: string) {
  const url = new URL(databaseUrl);
  return {
    host: url.hostname,
    port: url.port || '5432',
    user: decodeURIComponent(url.username),
    password: decodeURIComponent(url.password),
  };
}

/** The server starts without a namespace; a new one is known to all its parts some seconds later. */
async function isReady(address: string, namespace: string): Promise<boolean> {
  if (await isServing(address, namespace)) {
    try {
      await withConnection(address, (connection) => requireSearchAttributes(connection, namespace));
      return true;
    } catch {
      return false;
    }
  }
  try {
    await withConnection(address, (connection) => ensureNamespace(connection, namespace));
  } catch {
    // not there yet
  }
  return false;
}
