import { resolve } from 'node:path';
import { build } from '../../cli/launcher/build.mjs';

/** Both files of the project run what this builds: built by each of them, one would start what the other is writing. */
export async function setup(): Promise<void> {
  await build(resolve(import.meta.dirname, '../..'), { web: false });
}
