import { spawn } from 'node:child_process';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase } from '../../test/helpers/postgres.ts';

const root = resolve(import.meta.dirname, '../..');
let url: string;
let drop: () => Promise<void>;
beforeAll(async () => {
  ({ url, drop } = await createTestDatabase());
});
afterAll(() => drop());

/** Fills the database; killed as soon as it says this. @returns what it said. */
function fill(killAt?: RegExp): Promise<{ said: string; signal: NodeJS.Signals | null; code: number | null }> {
  const child = spawn(process.execPath, ['--import', 'tsx', join(root, 'test/helpers/prepare-child.ts')], {
    cwd: root,
    env: { ...process.env, DATABASE_URL: url },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => {
    said += chunk.toString();
    if (killAt?.test(said)) child.kill('SIGKILL');
  });
  return new Promise((done) => child.on('exit', (code, signal) => done({ said, signal, code })));
}

async function count(): Promise<{ packages: number; leads: number; facts: number; half: boolean }> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query(
    `select (select count(distinct key)::int from process_package) as packages, (select count(*)::int from record where type = 'lead') as leads,
      (select count(*)::int from fact) as facts, to_regclass('public.half_made') is not null as half`,
  );
  await client.end();
  return rows[0];
}

test('a first start that is killed begins anew, and the demo company is whole', async () => {
  expect(await fill(/Publish processes: deal/)).toMatchObject({ signal: 'SIGKILL' });
  expect(await fill(/100 of 300 leads/)).toMatchObject({ signal: 'SIGKILL' });
  expect(await count()).toMatchObject({ packages: 3, half: true });
  const whole = await fill();
  expect(whole).toMatchObject({ code: 0, signal: null });
  expect(whole.said).toContain('beginning anew');
  const found = await count();
  expect(found).toMatchObject({ packages: 3, leads: 300, half: false });
  // What is whole stays as it is.
  expect((await fill()).said).not.toContain('beginning anew');
  expect(await count()).toEqual(found);
});
