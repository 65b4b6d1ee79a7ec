// A worker as a process of its own, which a test kills. Jobs write what they do into a file before they go on.
import { appendFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { DefaultLogger, NativeConnection, Runtime } from '@temporalio/worker';
import { jobTypes } from '../../activities/jobs/index.ts';
import { openDatabase } from '../../db/database.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { createClock } from '../../runtime/clock/index.ts';
import { createDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { createPackageStore } from '../../runtime/packages.ts';
import { bundleFromSources } from '../../worker/bundle-workflows.ts';
import { relayBy } from '../../worker/connect.ts';
import { runWorker } from '../../worker/run-worker.ts';
import { projectRoot } from '../helpers/temporal.ts';
import { testStep } from './test-step.ts';

Runtime.install({ logger: new DefaultLogger('ERROR'), shutdownSignals: [] });
const [url = '', address = '', taskQueue = '', deeds = '', slow = 'no'] = process.argv.slice(2);
const database = openDatabase(url, { connections: 6 });
const { db, pool } = database;
const clock = await createClock(pool);
const relay = relayBy({ address, namespace: 'default', taskQueue, pool }, { warn: () => undefined });
const packages = createPackageStore({ db, compile: inProcessCompiler(), compilerVersion });
const door = createDoor({ database, clock, decide: inProcessDecider, packages, notifier: relay.relay });

/** Done in the world outside; what follows takes so long that it is killed meanwhile. */
async function deed(what: string): Promise<void> {
  appendFileSync(deeds, `${what}\n`);
  if (slow === 'slow') await pause(300_000);
}

const step = testStep(async (ctx) => {
  await deed(ctx.jobKey);
  return { output: { steps: ctx.attempt } };
});
await runWorker({
  connection: await NativeConnection.connect({ address }),
  namespace: 'default',
  taskQueue,
  bundle: await bundleFromSources(projectRoot),
  pool,
  door,
  relay: relay.relay,
  jobTypes: new Map([...jobTypes, [step.definition.type, step]]),
  onError: () => undefined,
  world: {
    db,
    door,
    now: clock.now,
    mailer: {
      async send(mail) {
        await deed(mail.messageId);
        return { accepted: true };
      },
    },
    http: { send: async () => ({ outcome: 'failed', code: 'unreachable', message: 'tests have no network' }) },
    log: { info: () => undefined, warn: () => undefined },
    settings: {
      defaultCountry: 'PL',
      mailFrom: 'Perennial <crm@firma.example>',
      publicUrl: 'http://127.0.0.1:8080',
      secret: () => undefined,
      allowedPrivateHosts: [],
    },
  },
});
process.stdout.write('ready\n');
