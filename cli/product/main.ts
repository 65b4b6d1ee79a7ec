import { join } from 'node:path';
import { fail, step, UserError } from '../launcher/progress.mjs';
import { takeLock } from './lock.ts';
import { choosePort } from './port.ts';
import type { DemoUser } from './prepare.ts';
import { type Installation, startInstallation } from './start-installation.ts';

/**
 * Starts all of Perennial on this machine and prints one address and the demo users. Ctrl-C stops all of it;
 * after a SIGKILL the next start recognises what was left behind.
 */
export async function runProduct(root: string): Promise<void> {
  const dataDir = process.env.PERENNIAL_DATA ?? join(root, '.data');
  const locked = await takeLock(dataDir);
  if (!locked.ok)
    throw new UserError(
      `Perennial runs already (process ${locked.pid}) with the data in ${dataDir}: stop it with Ctrl-C there, or set PERENNIAL_DATA to another folder.`,
    );
  if (locked.orphans.length) process.stdout.write(`Stopped what an earlier run left behind: ${locked.orphans.join(', ')}\n`);
  let installation: Installation | undefined;
  let stopping: Promise<void> | undefined;
  const stop = () => {
    stopping ??= (async () => {
      process.stdout.write('\nStopping …\n');
      await installation?.stop();
      locked.lock.release();
    })();
    return stopping;
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void stop().then(() => process.exit(0)));
  try {
    const port = await choosePort(process.env.PORT);
    if (!port.ok) throw new UserError(port.message);
    const seed = process.env.PERENNIAL_SEED === 'none' || process.env.PERENNIAL_SEED === 'staff' ? process.env.PERENNIAL_SEED : 'demo';
    installation = await startInstallation({
      root,
      dataDir,
      port: port.port,
      lock: locked.lock,
      seed,
      step,
      onDeath: (message) => process.stderr.write(`${message}\n`),
    });
    // Since this process began: installing and building are part of the wait.
    announce(installation.url, installation.demoUsers, performance.now());
  } catch (error) {
    await stop();
    if (/ENOSPC|No space left/.test(String(error)))
      fail(new UserError('The disk is full: free about 2 GB where the data folder lies and run npm start again.'));
    fail(error);
  }
}

function announce(url: string, users: DemoUser[], tookMs: number): void {
  const width = Math.max(0, ...users.map((user) => user.login.length));
  const lines = users.map((user) => `  ${user.login.padEnd(width)}  ${user.password.padEnd(12)}  ${user.what}`);
  process.stdout.write(`\nPerennial is ready after ${(tookMs / 1000).toFixed(1)} s:  ${url}\n`);
  if (lines.length) process.stdout.write(`\nDemo users (their passwords work from this machine only):\n${lines.join('\n')}\n`);
  process.stdout.write('\nCtrl-C stops it.\n');
}
