import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startTemporal, type TemporalServer } from '../../cli/servers/temporal.ts';

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url));

/** Where tests find the shared dev server; set by `global-servers.ts`. */
export const temporalVariable = 'PERENNIAL_TEST_TEMPORAL';

/** A Temporal dev server of its own, in a folder that goes with it. */
export async function startTestTemporal(): Promise<TemporalServer> {
  const dataDir = mkdtempSync(join(tmpdir(), 'perennial-temporal-'));
  const server = await startTemporal({ dataDir, root: projectRoot });
  return {
    ...server,
    async stop() {
      await server.stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

export function sharedTemporal(): string {
  const address = process.env[temporalVariable];
  if (!address) throw new Error(`${temporalVariable} is not set: run \`npx vitest run --project integration\`, which starts Temporal.`);
  return address;
}
