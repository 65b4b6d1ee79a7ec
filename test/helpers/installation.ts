import { chmodSync } from 'node:fs';
import type { Seed } from '../../cli/product/prepare.ts';
import { type Installation, type InstallationOptions, startInstallation } from '../../cli/product/start-installation.ts';
import { freePort } from '../../cli/servers/free-port.ts';

/** A whole installation of its own for a test: servers, worker and API as processes, on free ports, data in `dataDir`. Build first. */
export async function startTestInstallation(options: {
  root: string;
  dataDir: string;
  seed: Seed;
  temporal?: InstallationOptions['temporal'];
  env?: { [name: string]: string };
  quiet?: boolean;
}): Promise<Installation> {
  // Postgres' own account must reach its files below it, so that they go with the folder.
  chmodSync(options.dataDir, 0o755);
  return startInstallation({
    ...options,
    port: await freePort(),
    lock: { remember: () => undefined, release: () => undefined },
    step: async (title, work) => {
      const started = Date.now();
      const value = await work(() => undefined);
      if (!options.quiet) process.stdout.write(`${title}  ${((Date.now() - started) / 1000).toFixed(1)} s\n`);
      return value;
    },
    onDeath: (message) => process.stderr.write(`${message}\n`),
  });
}
