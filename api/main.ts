import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Client, Connection } from '@temporalio/client';
import { pino } from 'pino';
import { openDatabase } from '../db/database.ts';
import { migrate, readMigrations } from '../db/migrate.ts';
import { findAttachments } from '../db/queries/attachment-reading.ts';
import { hasDemoUsers } from '../db/queries/session-access.ts';
import { compilerVersion } from '../engine/model/compiler-version.ts';
import { createClock } from '../runtime/clock/index.ts';
import { createDoor } from '../runtime/execute-command.ts';
import { createPackageStore } from '../runtime/packages.ts';
import { createRelay, tellBy } from '../runtime/relay/index.ts';
import { createSandbox, sandboxCompiler, sandboxDecider, sandboxEntry } from '../runtime/sandbox/index.ts';
import { startBackground } from './background.ts';
import { FileStore } from './files/store.ts';
import { startTelling } from './incidents/start-telling.ts';
import { startMailCatcher } from './mail-catcher.ts';
import { closeApi, createApi } from './server.ts';
import { type ProcessSettings, readSettings } from './settings.ts';
import { jobInputs, jobOutputs, jobTypes } from './views/job-types.ts';
import { Packages } from './views/packages.ts';

const version = '0.1.0';
/** Open calls get this long to end before they are cut. */
const graceMs = 8000;

const read = readSettings(process.env);
if (!read.ok) {
  process.stderr.write(`${read.message}\n`);
  process.exit(1);
}
await run(read.settings).catch((error: Error) => {
  process.stderr.write(`The API could not start: ${error.message}\n`);
  process.exit(1);
});

async function run(settings: ProcessSettings): Promise<void> {
  const log = pino({ level: settings.logLevel, redact: ['req.headers.cookie'] });
  const closing: (() => unknown)[] = [];
  const migrated = await migrate(
    settings.databaseUrl,
    (line) => log.info(line),
    readMigrations(pathToFileURL(`${join(settings.root, 'db', 'migrations')}/`)),
  );
  if (!migrated.ok) throw new Error(migrated.message);
  const database = openDatabase(settings.databaseUrl, {
    name: 'perennial api',
    connections: settings.connections,
    onIdleError: (error) => log.warn({ err: error }, 'a database connection broke'),
  });
  closing.unshift(() => database.close());
  const { db, pool } = database;
  const clock = await createClock(pool, { onError: (error) => log.warn({ err: error }, 'the clock could not be measured') });
  closing.unshift(() => clock.close());

  const connection = Connection.lazy({ address: settings.temporal.address });
  closing.unshift(() => connection.close());
  const client = new Client({ connection, namespace: settings.temporal.namespace });
  const relay = createRelay({
    pool,
    tell: tellBy(client, settings.temporal.taskQueue),
    onError: (error, instanceId) => log.warn({ instanceId, reason: (error as Error).message }, 'Temporal could not be told'),
  });
  closing.unshift(() => relay.close());

  const sandbox = createSandbox({ entry: await sandboxEntry(), size: settings.sandboxSize });
  closing.unshift(() => sandbox.close());
  const compile = sandboxCompiler(sandbox, { jobTypes, jobOutputs, jobInputs });
  const packageStore = createPackageStore({ db, compile, compilerVersion });
  const door = createDoor({
    database,
    clock,
    decide: sandboxDecider(sandbox),
    packages: packageStore,
    notifier: relay,
    attachments: findAttachments,
    limits: settings.limits,
    onBackgroundError: (error) => log.error({ err: error }, 'work after a commit failed'),
  });
  closing.unshift(() => door.idle());

  if (settings.mailCatcherPort !== undefined) {
    const catcher = await startMailCatcher(db, settings.mailCatcherPort);
    closing.unshift(() => catcher.close());
  }
  const { company, publicUrl, trustedProxies } = settings;
  const background = startBackground({ db, pool, door, now: clock.now, defaultCountry: company.country }, log);
  closing.unshift(() => background.close());
  const telling = startTelling({ db, packages: new Packages(db, packageStore), settings: { publicUrl }, now: clock.now }, log);
  closing.unshift(() => telling.close());

  const webFolder = join(settings.root, 'dist', 'web');
  const app = createApi({
    db,
    pool,
    door,
    packageStore,
    compile,
    log,
    files: new FileStore(join(settings.dataDir, 'files')),
    settings: {
      publicUrl,
      installation: { ...company, demo: await hasDemoUsers(db) },
      webFolder: existsSync(webFolder) ? webFolder : undefined,
      checkReplies: false,
      trustedProxies,
      version,
    },
    now: clock.now,
    wakeBackground: background.wake,
    temporalAnswers: () => answers(connection),
  });
  const server = createServer(app);
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  // At any log level: whoever started this process waits for the word.
  process.stdout.write(`${JSON.stringify({ msg: 'api ready', port: settings.port })}\n`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    const ended = new Promise((resolve) => server.close(resolve));
    await closeApi(app);
    server.closeIdleConnections();
    const cut = setTimeout(() => server.closeAllConnections(), graceMs);
    await ended;
    clearTimeout(cut);
    for (const close of closing) await close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
}

/** Asked by the health page only; a second without an answer is none. */
async function answers(connection: Connection): Promise<boolean> {
  try {
    await connection.withDeadline(Date.now() + 1000, () => connection.workflowService.getSystemInfo({}));
    return true;
  } catch {
    return false;
  }
}
