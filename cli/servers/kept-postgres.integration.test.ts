import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { startPostgres } from './postgres.ts';

const dataDir = mkdtempSync(join(tmpdir(), 'kept-postgres-'));
const given = process.env.DATABASE_URL;
beforeAll(() => {
  delete process.env.DATABASE_URL;
});
afterAll(() => {
  if (given !== undefined) process.env.DATABASE_URL = given;
  rmSync(dataDir, { recursive: true, force: true });
});

it('Postgres that is killed runs again at the same address, with all that was committed', async () => {
  const told: string[] = [];
  const pids: number[] = [];
  const server = await startPostgres({ dataDir, tell: (line) => told.push(line), remember: (_name, pid) => pids.push(pid) });
  const pool = new pg.Pool({ connectionString: server.url });
  pool.on('error', () => undefined);
  await pool.query('create table kept as select 7 as number');
  process.kill(pids[0] ?? 0, 'SIGKILL');
  while (!told.includes('Postgres runs again')) await new Promise((resolve) => setTimeout(resolve, 50));
  expect((await pool.query('select number from kept')).rows).toEqual([{ number: 7 }]);
  expect([told[0], pids.length]).toEqual(['Postgres ended with SIGKILL; starting it again', 2]);
  await pool.end();
  await server.stop();
});
