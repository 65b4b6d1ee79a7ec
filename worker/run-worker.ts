import { Client } from '@temporalio/client';
import type { NativeConnection } from '@temporalio/worker';
import { createActivities, type JobWorld } from '../activities/index.ts';
import type { JobType } from '../activities/job-type.ts';
import { sendWaitingMails } from '../activities/send-waiting-mails.ts';
import type { Queryable } from '../db/queryable.ts';
import { announceDeployment } from '../runtime/epoch/index.ts';
import type { RuntimeDoor } from '../runtime/execute-command.ts';
import { ensureHeartbeat } from '../runtime/heartbeat/index.ts';
import { reconcile } from '../runtime/reconcile/index.ts';
import type { Relay } from '../runtime/relay/index.ts';
import { createSweeper, type Sweeper } from '../runtime/sweeper/index.ts';
import type { WorkflowBundle } from './bundle-workflows.ts';
import { createWorker } from './create-worker.ts';
import { taskBacklog } from './task-backlog.ts';

export interface RunningWorker {
  sweeper: Sweeper;
  /** Resolves when it was stopped, rejects when it failed. */
  ended: Promise<void>;
  stop(): Promise<void>;
}

export interface RunWorkerOptions {
  connection: NativeConnection;
  namespace: string;
  taskQueue: string;
  bundle: WorkflowBundle;
  pool: Queryable;
  door: RuntimeDoor;
  relay: Relay;
  world: JobWorld;
  jobTypes: ReadonlyMap<string, JobType>;
  jobsAtOnce?: number;
  historyLimit?: number;
  /** 0 = sweeps only when asked (tests). */
  sweepEveryMs?: number;
  onError: (error: unknown, what: string) => void;
}

const heartbeatCheckMs = 15_000;
const mailMs = 2_000;

/** All that one worker process does: workflows, activities, sweeper, and an eye on the heartbeat. */
export async function runWorker(options: RunWorkerOptions): Promise<RunningWorker> {
  const { connection, namespace, taskQueue, pool, door, relay, onError } = options;
  const client = new Client({ connection, namespace });
  const activities = createActivities({
    pool,
    door,
    deployment: options.bundle.deployment,
    world: options.world,
    jobTypes: options.jobTypes,
    historyLimit: options.historyLimit,
    reconcile: (onProgress) => reconcile({ pool, relay, client, onProgress }),
  });
  const worker = await createWorker({ ...options, activities });
  await announceDeployment(pool, options.bundle.deployment);
  const ended = worker.run();
  const sweeper = createSweeper({
    pool,
    relay,
    sweepMessages: () => Promise.all([door.sweepMessages(), door.sweepCalendars()]),
    sweepStarts: () => door.sweepStartTimers(),
    backlog: () => taskBacklog(connection, namespace, taskQueue),
    everyMs: options.sweepEveryMs,
    onError: (error) => onError(error, 'the sweeper could not read what is to be told'),
  });
  const checkHeartbeat = () => ensureHeartbeat(client, taskQueue).catch((error) => onError(error, 'the heartbeat could not be started'));
  const timer = setInterval(checkHeartbeat, heartbeatCheckMs);
  void checkHeartbeat();
  const noMoreMails = new AbortController();
  let mailing: Promise<unknown> | undefined;
  const mailTimer = setInterval(() => {
    mailing ??= sendWaitingMails(options.world, noMoreMails.signal)
      .catch((error) => onError(error, 'the mails that wait could not be read'))
      .finally(() => {
        mailing = undefined;
      });
  }, mailMs);
  return {
    sweeper,
    ended,
    async stop() {
      clearInterval(timer);
      clearInterval(mailTimer);
      noMoreMails.abort();
      await mailing;
      await sweeper.close();
      if (worker.getState() === 'RUNNING') worker.shutdown();
      await ended.catch(() => undefined);
    },
  };
}
