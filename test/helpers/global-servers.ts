import type { TemporalServer } from '../../cli/servers/temporal.ts';
import { startPostgres, type TestServer } from './postgres.ts';
import { startTestTemporal, temporalVariable } from './temporal.ts';

let postgres: TestServer | undefined;
let temporal: TemporalServer | undefined;

/**
 * Servers that all test files share: each file has a database and a task queue of its own. Vitest calls this before the first file,
 * `teardown` after the last.
 */
export async function setup(): Promise<void> {
  if (!process.env.PERENNIAL_TEST_POSTGRES) {
    postgres = await startPostgres();
    process.env.PERENNIAL_TEST_POSTGRES = postgres.url;
  }
  if (!process.env[temporalVariable]) {
    temporal = await startTestTemporal();
    process.env[temporalVariable] = temporal.address;
  }
}

export async function teardown(): Promise<void> {
  await temporal?.stop();
  await postgres?.stop();
}
