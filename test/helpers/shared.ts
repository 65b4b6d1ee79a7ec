import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../../shared/', import.meta.url));
let told = false;

/**
 * Path of a file or folder of the material that lies beside the project, or null where it is not there (a user's clone): the test then skips,
 * with one line. With `CI=true` its absence is a failure.
 */
export function sharedPath(relative: string): string | null {
  const path = `${root}${relative}`;
  if (existsSync(path)) return path;
  if (process.env.CI === 'true') throw new Error(`../shared/${relative} is missing; with CI=true tests do not skip`);
  if (!told) process.stdout.write(`skipped: ../shared/${relative} is not beside this checkout\n`);
  told = true;
  return null;
}
