import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isRunning } from './processes.ts';

/** Below a closed home the cluster lies beside the data folder's name, as `startPostgres` puts it. */
export function clusterFolders(dataDir: string): string[] {
  return [join(dataDir, 'postgres'), outsideFolder(dataDir)];
}

export function outsideFolder(dataDir: string): string {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 12);
  return `/var/lib/perennial/${name}/postgres`;
}

/** Address of the embedded Postgres that runs for a data folder now; undefined = none does. */
export function runningPostgres(dataDir: string): string | undefined {
  for (const folder of new Set([dataDir, resolve(dataDir)].flatMap(clusterFolders))) {
    const [lock, secret] = [join(folder, 'postmaster.pid'), `${folder}.password`];
    if (!existsSync(lock) || !existsSync(secret)) continue;
    // Its lines: process id, data directory, start time, port, …
    const [pid = '', , , port = ''] = readFileSync(lock, 'utf8').split('\n');
    if (!isRunning(Number(pid), folder) || !/^\d+$/.test(port.trim())) continue;
    return `postgres://perennial:${readFileSync(secret, 'utf8').trim()}@127.0.0.1:${port.trim()}/perennial`;
  }
  return undefined;
}

/** `DATABASE_URL`, else the database of the installation that runs here (`PERENNIAL_DATA`, else `.data/` of this clone). */
export function databaseHere(): { url: string } | { missing: string } {
  const { DATABASE_URL: given, PERENNIAL_DATA, PERENNIAL_ROOT } = process.env;
  if (given) return { url: given };
  const dataDir = PERENNIAL_DATA ?? join(PERENNIAL_ROOT ?? fileURLToPath(new URL('../..', import.meta.url)), '.data');
  const url = runningPostgres(dataDir);
  if (url) return { url };
  return {
    missing: `No installation runs with the data in ${dataDir}: begin it with \`npm start\` and call this again beside it, or say with PERENNIAL_DATA or DATABASE_URL where it is.`,
  };
}
