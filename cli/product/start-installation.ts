import { mkdirSync } from 'node:fs';
import { freePort } from '../servers/free-port.ts';
import { startPostgres } from '../servers/postgres.ts';
import { backgroundPriority, setProcessPriority } from '../servers/priority.ts';
import { startTemporal, type TemporalServer } from '../servers/temporal.ts';
import { startChild } from './children.ts';
import type { RunLock } from './lock.ts';
import { type DemoUser, prepareInstallation, type Seed } from './prepare.ts';

export interface InstallationOptions {
  root: string;
  dataDir: string;
  port: number;
  lock: RunLock;
  /** What an empty database is filled with: the demo company, its people and processes only, or nothing. */
  seed: Seed;
  /** Runs one step and shows its progress. */
  step: <T>(title: string, work: (say: (detail: string) => void) => Promise<T>) => Promise<T>;
  onDeath: (message: string) => void;
  /** Instead of the dev server: the bench's Temporal server on Postgres. */
  temporal?: (databaseUrl: string) => Promise<TemporalServer>;
  /** For the API and the worker, besides what they get anyway. */
  env?: { [name: string]: string };
}

export interface Installation {
  url: string;
  databaseUrl: string;
  temporal: { address: string; namespace: string };
  demoUsers: DemoUser[];
  /** Process ids by part, for measuring; 0 = not ours. */
  pids: { postgres: number; temporal: number; api: number; worker: number };
  /** Stops all parts, the last started first. */
  stop(): Promise<void>;
}

/** Starts Postgres, Temporal, worker and API in this order; what was started is stopped again when a later part fails. */
export async function startInstallation(options: InstallationOptions): Promise<Installation> {
  const { root, dataDir, lock, step } = options;
  mkdirSync(dataDir, { recursive: true });
  const running: { name: string; stop(): Promise<void> }[] = [];
  const stop = async () => {
    for (const part of running.splice(0).toReversed())
      await part.stop().catch((error: Error) => options.onDeath(`${part.name}: ${error.message}`));
  };
  try {
    const postgres = await step('Start Postgres', (say) => startPostgres({ dataDir, say, tell: options.onDeath, remember: lock.remember }));
    running.push({ name: 'Postgres', stop: postgres.stop });
    const temporal = await step(
      'Start Temporal',
      (say) => options.temporal?.(postgres.url) ?? startTemporal({ dataDir, root, say, tell: options.onDeath, remember: lock.remember }),
    );
    running.push({ name: 'Temporal', stop: temporal.stop });
    const url = process.env.PERENNIAL_URL ?? `http://127.0.0.1:${options.port}`;
    const env = {
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      PERENNIAL_DATA: dataDir,
      PERENNIAL_ROOT: root,
      PORT: String(options.port),
      PERENNIAL_URL: url,
      // Without a mail server mails are caught: the API listens, the worker sends there.
      ...(process.env.SMTP_URL ? {} : { MAIL_CATCHER_PORT: String(await freePort()) }),
      ...options.env,
    };
    const demoUsers = await prepareInstallation({ root, dataDir, databaseUrl: postgres.url, seed: options.seed, step });
    const [worker, api] = ['worker', 'api'].map((name) =>
      // One machine for all: a rep's click comes before a job.
      startChild({ name, root, dataDir, env, lock, onDeath: options.onDeath, priority: name === 'worker' ? backgroundPriority : 0 }),
    );
    if (!worker || !api) throw new Error('unreachable');
    running.push(worker, api);
    await step('Start worker', () => worker.ready);
    setProcessPriority(temporal.pid, backgroundPriority);
    await step('Start API and web', () => api.ready);
    return {
      url,
      databaseUrl: postgres.url,
      temporal,
      demoUsers,
      pids: { postgres: postgres.pid, temporal: temporal.pid, api: api.pid(), worker: worker.pid() },
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}
