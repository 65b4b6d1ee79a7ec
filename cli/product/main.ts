import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fail, step, UserError } from '../launcher/progress.mjs';
import { startPostgres } from '../servers/postgres.ts';
import { startTemporal } from '../servers/temporal.ts';
import { startChild } from './children.ts';
import { takeLock } from './lock.ts';
import { choosePort } from './port.ts';
import { prepareInstallation } from './prepare.ts';

/** What runs now, in the order it was started; stopped from the end. */
interface Running {
  name: string;
  stop(): Promise<void>;
}

/**
 * Starts all of Perennial on this machine: Postgres, Temporal, worker, API with the web app. Prints one address and the demo users.
 * Ctrl-C stops all of it; after a SIGKILL the next start recognises what was left behind.
 */
export async function runProduct(root: string): Promise<void> {
  const started = Date.now();
  const dataDir = process.env.PERENNIAL_DATA ?? join(root, '.data');
  mkdirSync(dataDir, { recursive: true });
  const locked = await takeLock(dataDir);
  if (!locked.ok)
    throw new UserError(
      `Perennial runs already (process ${locked.pid}) with the data in ${dataDir}: stop it with Ctrl-C there, or set PERENNIAL_DATA to another folder.`,
    );
  if (locked.orphans.length) process.stdout.write(`Stopped what an earlier run left behind: ${locked.orphans.join(', ')}\n`);
  const port = await choosePort(process.env.PORT);
  if (!port.ok) {
    locked.lock.release();
    throw new UserError(port.message);
  }

  const running: Running[] = [];
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      process.stdout.write('\nStopping …\n');
      for (const part of running.toReversed())
        await part.stop().catch((error: Error) => process.stderr.write(`${part.name}: ${error.message}\n`));
      locked.lock.release();
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop().then(() => process.exit(0)));

  try {
    const postgres = await step('Start Postgres', (say) => startPostgres({ dataDir, say, remember: locked.lock.remember }));
    running.push({ name: 'Postgres', stop: postgres.stop });
    const temporal = await step('Start Temporal', (say) => startTemporal({ dataDir, root, say, remember: locked.lock.remember }));
    running.push({ name: 'Temporal', stop: temporal.stop });
    const env = {
      DATABASE_URL: postgres.url,
      TEMPORAL_ADDRESS: temporal.address,
      TEMPORAL_NAMESPACE: temporal.namespace,
      PERENNIAL_DATA: dataDir,
      PERENNIAL_ROOT: root,
      PORT: String(port.port),
      PERENNIAL_URL: process.env.PERENNIAL_URL ?? `http://127.0.0.1:${port.port}`,
    };
    const installation = await prepareInstallation({ ...env, root });
    const children = ['worker', 'api'].map((name) =>
      startChild({ name, root, dataDir, env, lock: locked.lock, onDeath: (message) => process.stderr.write(`${message}\n`) }),
    );
    for (const child of children) running.push(child);
    for (const child of children) await step(child.name === 'api' ? 'Start API and web' : 'Start worker', () => child.ready);
    announce(env.PERENNIAL_URL, installation.demoUsers, Date.now() - started);
  } catch (error) {
    await stop();
    if (/ENOSPC|No space left/.test(String(error)))
      fail(new UserError('The disk is full: free about 2 GB where the data folder lies and run npm start again.'));
    fail(error);
  }
}

function announce(url: string, users: { login: string; password: string; what: string }[], tookMs: number): void {
  const width = Math.max(0, ...users.map((user) => user.login.length));
  const lines = users.map((user) => `  ${user.login.padEnd(width)}  ${user.password.padEnd(12)}  ${user.what}`);
  process.stdout.write(`\nPerennial is ready after ${(tookMs / 1000).toFixed(1)} s:  ${url}\n`);
  if (lines.length) process.stdout.write(`\nDemo users (their passwords work from this machine only):\n${lines.join('\n')}\n`);
  process.stdout.write('\nCtrl-C stops it.\n');
}
