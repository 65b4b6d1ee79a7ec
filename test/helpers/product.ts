import { randomUUID } from 'node:crypto';
import { type Client, WorkflowNotFoundError } from '@temporalio/client';
import { DefaultLogger, makeTelemetryFilterString, NativeConnection, Runtime } from '@temporalio/worker';
import type { JobWorld } from '../../activities/index.ts';
import type { JobType, Mail } from '../../activities/job-type.ts';
import { jobTypes as allJobTypes } from '../../activities/jobs/index.ts';
import { type OpenDatabase, openDatabase } from '../../db/database.ts';
import { countUnquiet, type Unquiet } from '../../db/queries/carry.ts';
import type { PackageFile } from '../../db/queries/packages.ts';
import { compilerVersion } from '../../engine/model/index.ts';
import { type Clock, createClock, moveClock } from '../../runtime/clock/index.ts';
import type { Decider } from '../../runtime/door-context.ts';
import { createDoor, type RuntimeDoor } from '../../runtime/execute-command.ts';
import { inProcessCompiler, inProcessDecider } from '../../runtime/in-process.ts';
import { createPackageStore, type PackageStore } from '../../runtime/packages.ts';
import type { Relay } from '../../runtime/relay/index.ts';
import { bundleFromSources, type WorkflowBundle } from '../../worker/bundle-workflows.ts';
import { relayBy } from '../../worker/connect.ts';
import { type RunningWorker, runWorker } from '../../worker/run-worker.ts';
import { createTestDatabase } from './postgres.ts';
import { projectRoot, sharedTemporal } from './temporal.ts';

export interface ProductOptions {
  packages?: { key: string; files: PackageFile[] }[];
  jobTypes?: JobType[];
  /** A Temporal of the test's own. */
  temporalAddress?: string;
  historyLimit?: number;
  /** Sweeps by itself every so many milliseconds; absent = only in `settle`. */
  sweepEveryMs?: number;
  /** Without a worker: cases are accepted and nothing is carried. */
  worker?: boolean;
  /** Another kernel than this one's, as after a deployment. */
  decide?: Decider;
  world?: Partial<JobWorld>;
}

/** The product in this process: door, relay, worker, sweeper and clock on the shared servers, with a database and a task queue of its own. */
export interface TestProduct {
  url: string;
  database: OpenDatabase;
  door: RuntimeDoor;
  relay: Relay;
  clock: Clock;
  packages: PackageStore;
  client: Client;
  taskQueue: string;
  /** Mails that jobs sent. */
  mails: Mail[];
  worker(): RunningWorker;
  /** Stops the worker in order; `startWorker` brings another one. */
  stopWorker(): Promise<void>;
  startWorker(deployment?: string): Promise<void>;
  /** Moves the product's clock for everybody. */
  moveClock(ms: number): Promise<void>;
  /** Runs relay and sweeper until nothing is left to carry; throws what is left when that does not come. */
  settle(): Promise<void>;
  /** `running`, `completed`, `terminated`; undefined = there was never one. */
  workflowStatus(instanceId: string): Promise<string | undefined>;
  close(): Promise<void>;
}

let bundle: Promise<WorkflowBundle> | undefined;
let quiet = false;

/** The SDK's own lines of a worker's life say nothing about a test. */
function quietRuntime(): void {
  if (quiet) return;
  quiet = true;
  Runtime.install({
    logger: new DefaultLogger('ERROR'),
    shutdownSignals: [],
    telemetryOptions: { logging: { forward: {}, filter: makeTelemetryFilterString({ core: 'ERROR', other: 'ERROR' }) } },
  });
}

export async function startProduct(options: ProductOptions = {}): Promise<TestProduct> {
  quietRuntime();
  const address = options.temporalAddress ?? sharedTemporal();
  const taskQueue = `test-${randomUUID()}`;
  const testDatabase = await createTestDatabase();
  const database = openDatabase(testDatabase.url, { connections: 16 });
  const { db, pool } = database;
  const clock = await createClock(pool);
  const jobTypes = new Map([...allJobTypes.values(), ...(options.jobTypes ?? [])].map((job) => [job.definition.type, job]));
  const packages = createPackageStore({ db, compile: inProcessCompiler([...jobTypes.keys()]), compilerVersion });
  for (const { key, files } of options.packages ?? []) {
    const published = await packages.publish({ key, files, actor: null, now: clock.now() });
    if (!published.ok) throw new Error(`${key} cannot be published: ${JSON.stringify(published.findings)}`);
  }
  const { relay, client, close: closeRelay } = relayBy({ address, namespace: 'default', taskQueue, pool }, { warn: () => undefined });
  const door = createDoor({ database, clock, decide: options.decide ?? inProcessDecider, packages, notifier: relay });
  const connection = await NativeConnection.connect({ address });
  const mails: Mail[] = [];
  const world: JobWorld = {
    db,
    door,
    now: clock.now,
    mailer: {
      async send(mail) {
        mails.push(mail);
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
    ...options.world,
  };
  let worker: RunningWorker | undefined;

  async function startWorker(deployment?: string): Promise<void> {
    bundle ??= bundleFromSources(projectRoot);
    worker = await runWorker({
      connection,
      namespace: 'default',
      taskQueue,
      bundle: { ...(await bundle), ...(deployment ? { deployment } : {}) },
      pool,
      door,
      relay,
      world,
      jobTypes,
      historyLimit: options.historyLimit,
      sweepEveryMs: options.sweepEveryMs ?? 0,
      onError: () => undefined,
    });
  }
  async function stopWorker(): Promise<void> {
    await worker?.stop();
    worker = undefined;
  }
  if (options.worker !== false) await startWorker();

  return {
    ...{ url: testDatabase.url, database, door, relay, clock, packages, client, taskQueue, mails, startWorker, stopWorker },
    worker() {
      if (!worker) throw new Error('there is no worker');
      return worker;
    },
    async moveClock(ms) {
      await moveClock(pool, ms);
      await clock.refresh();
    },
    async settle() {
      for (let quiet = 0, left: Unquiet | undefined, rounds = 0; quiet < 2; rounds += 1) {
        if (rounds > 3000) throw new Error(`it does not come to rest: ${JSON.stringify(left)}`);
        await door.idle();
        if (worker && rounds % 25 === 0) await worker.sweeper.sweep({ untoldMs: 0, unseenMs: 200, overdueMs: 0, staleJobMs: 500 });
        await relay.idle();
        left = await countUnquiet(pool);
        quiet = Object.values(left).every((count) => count === 0) ? quiet + 1 : 0;
        await new Promise((resolve) => setTimeout(resolve, 20));
      }
    },
    async workflowStatus(instanceId) {
      try {
        const { status } = await client.workflow.getHandle(instanceId).describe();
        return status.name.toLowerCase();
      } catch (error) {
        if (error instanceof WorkflowNotFoundError) return undefined;
        throw error;
      }
    },
    async close() {
      await stopWorker();
      await door.idle();
      await closeRelay();
      await connection.close();
      clock.close();
      await database.close();
      await testDatabase.drop();
    },
  };
}
