import { execFileSync } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, renameSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ServerError } from './server-error.ts';

/** Who Postgres runs as: it refuses to be root. Empty for an ordinary user. */
export interface PostgresAccount {
  uid?: number;
  gid?: number;
}

/** The account of `postgres` when we are root, made if it is missing. */
export function postgresAccount(): PostgresAccount {
  if (process.getuid?.() !== 0) return {};
  try {
    return idsOf('postgres');
  } catch {
    try {
      execFileSync('groupadd', ['--force', 'postgres'], { stdio: 'ignore' });
      execFileSync('useradd', ['-g', 'postgres', '-M', 'postgres'], { stdio: 'ignore' });
      return idsOf('postgres');
    } catch {
      throw new ServerError(
        'Postgres cannot run as root and no user `postgres` could be made: start as an ordinary user, or set DATABASE_URL.',
      );
    }
  }
}

function idsOf(user: string): PostgresAccount {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { stdio: ['ignore', 'pipe', 'ignore'] }).toString());
  return { uid: id('-u'), gid: id('-g') };
}

/** Whether that account can enter a folder: the clone may lie below a closed home. */
export function canEnter(account: PostgresAccount, folder: string): boolean {
  if (account.uid === undefined) return true;
  try {
    execFileSync('/bin/sh', ['-c', 'cd "$1"', 'sh', folder], { ...account, cwd: '/', stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

/** A copy of the binaries where every account reaches them; made once a version. */
export function reachableBinaries(nativeFolder: string, version: string): string {
  const target = `/var/tmp/perennial-postgres-${version}`;
  if (!existsSync(join(target, 'bin', 'postgres'))) {
    const half = `${target}.${process.pid}`;
    cpSync(nativeFolder, half, { recursive: true, verbatimSymlinks: true });
    try {
      renameSync(half, target);
    } catch {
      if (!existsSync(join(target, 'bin', 'postgres')))
        throw new ServerError(`Postgres' programs could not be copied to ${target}: free some space there.`);
    }
  }
  return target;
}

/** Makes every folder on the way enterable that we are about to create ourselves. */
export function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  mkdirSync(folder, { recursive: true });
  chmodSync(folder, 0o755);
}
