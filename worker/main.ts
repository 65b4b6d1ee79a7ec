import { existsSync } from 'node:fs';
import type { Connection } from '@temporalio/client';
import { makeTelemetryFilterString, Runtime } from '@temporalio/worker';
import { pino } from 'pino';
import { jobTypes } from '../activities/jobs/index.ts';
import { createHttpClient } from '../activities/world/http-client.ts';
import { createMailer } from '../activities/world/mailer.ts';
import { openDatabase } from '../db/database.ts';
import { compilerVersion } from '../engine/model/compiler-version.ts';
import { createClock } from '../runtime/clock/index.ts';
import { createDoor } from '../runtime/execute-command.ts';
import { createPackageStore } from '../runtime/packages.ts';
import { createSandbox, sandboxCompiler, sandboxDecider, sandboxEntry } from '../runtime/sandbox/index.ts';
import { bundleFromSources, readBundle } from './bundle-workflows.ts';
import { connectPatiently, relayBy } from './connect.ts';
import { runWorker } from './run-worker.ts';
import { ensureSearchAttributes } from './search-attributes.ts';
import { builtWorkflows, readWorkerSettings, secretFrom, type WorkerSettings } from './settings.ts';

const read = readWorkerSettings(process.env);
if (!read.ok) {
  process.stderr.write(`${read.message}\n`);
  process.exit(1);
}
await run(read.settings).catch((error: Error) => {
  process.stderr.write(`The worker could not start: ${error.message}\n`);
  process.exit(1);
});

/** The worker process: says `worker ready`, stops on SIGTERM after the jobs that run, ends with 1 when it cannot go on. */
async function run(settings: WorkerSettings): Promise<void> {
  const log = pino({ level: settings.logLevel });
  Runtime.install({
    shutdownSignals: [],
    logger: quietLogger(log),
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
  const database = openDatabase(settings.databaseUrl, {
    name: 'perennial worker',
    connections: settings.connections,
    onIdleError: (error) => log.warn({ reason: error.message }, 'a database connection broke'),
  });
  const { db, pool } = database;
  const clock = await createClock(pool, { onError: (error) => log.warn({ err: error }, 'the clock could not be measured') });
  const connection = await connectPatiently(settings.temporal.address, (message) => log.warn(message));
  const relay = relayBy({ ...settings.temporal, pool }, log);
  const lacking = await ensureSearchAttributes(relay.client.connection as Connection, settings.temporal.namespace);
  if (lacking) throw new Error(lacking);
  const sandbox = createSandbox({ entry: await sandboxEntry(), size: settings.sandboxSize });
  const door = createDoor({
    database,
    clock,
    decide: sandboxDecider(sandbox),
    packages: createPackageStore({ db, compile: sandboxCompiler(sandbox, { jobTypes: [...jobTypes.keys()] }), compilerVersion }),
    notifier: relay.relay,
    limits: settings.limits,
    onBackgroundError: (error) => log.error({ err: error }, 'work after a commit failed'),
  });
  const mailer = createMailer(settings.smtp);
  const built = builtWorkflows(settings.root);
  const worker = await runWorker({
    connection,
    ...settings.temporal,
    bundle: existsSync(built) && import.meta.url.endsWith('.mjs') ? readBundle(built) : await bundleFromSources(settings.root),
    pool,
    door,
    relay: relay.relay,
    jobTypes,
    jobsAtOnce: settings.jobsAtOnce,
    historyLimit: settings.historyLimit,
    onError: (error, what) => log.warn({ reason: (error as Error).message }, what),
    world: { db, door, mailer, http: createHttpClient(), now: clock.now, log, settings: { ...settings, secret: secretFrom(process.env) } },
  });
  // At any log level: whoever started this process waits for the word.
  process.stdout.write(`${JSON.stringify({ msg: 'worker ready', taskQueue: settings.temporal.taskQueue })}\n`);

  let stopping = false;
  const stop = async () => {
    if (stopping) return;
    stopping = true;
    await worker.stop();
    await door.idle();
    const parts = [relay, sandbox, mailer, clock, connection, database];
    for (const part of parts) await part.close();
    process.exit(0);
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());
  await worker.ended;
  await stop();
}

/** The SDK's own lines, from warnings on, in the same form. */
function quietLogger(log: pino.Logger) {
  const say = (level: 'debug' | 'info' | 'warn' | 'error') => (message: string, meta?: object) => log[level](meta ?? {}, message);
  const nothing = () => undefined;
  return {
    log: nothing,
    trace: nothing,
    debug: nothing,
    info: nothing,
    warn: say('warn'),
    error: say('error'),
  };
}
