import { startPostgres, type TestServer } from './postgres.ts';

let postgres: TestServer | undefined;

/** Servers that all test files share, each with a database of its own. Vitest calls this before the first file, `teardown` after the last. */
export async function setup(): Promise<void> {
  if (process.env.PERENNIAL_TEST_POSTGRES) return;
  postgres = await startPostgres();
  process.env.PERENNIAL_TEST_POSTGRES = postgres.url;
}

export async function teardown(): Promise<void> {
  await postgres?.stop();
}
