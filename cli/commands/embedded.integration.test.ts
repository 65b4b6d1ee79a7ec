import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PostgresServer, startPostgres } from '../servers/postgres.ts';
import { addUser } from './add-user.ts';
import { prepare } from './prepare.ts';

const before = { ...process.env };
const dataDir = mkdtempSync(join(tmpdir(), 'perennial-embedded-'));
let server: PostgresServer;
beforeAll(async () => {
  delete process.env.DATABASE_URL;
  Object.assign(process.env, { PERENNIAL_DATA: dataDir, PERENNIAL_PASSWORD: 'a long one, 12+' });
  server = await startPostgres({ dataDir, settings: { fsync: 'off' } });
});
afterAll(async () => {
  process.env = before;
  await server?.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

async function run(command: typeof prepare, ...args: string[]) {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  return { code: await command(args, { out: say, err: say }), said };
}

test('beside an installation that runs its database is found; without one it is said what to do', async () => {
  expect(await run(prepare)).toMatchObject({ code: 0, said: expect.stringContaining('Publish processes: done') });
  expect(await run(addUser, 'ewa', '--name', 'Ewa', '--role', 'administrator')).toEqual({ code: 0, said: 'ewa may sign in now.\n' });
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  expect((await client.query('select roles from app_user')).rows).toEqual([{ roles: ['administrator'] }]);
  await client.end();
  await server.stop();
  for (const each of [await run(prepare), await run(addUser, 'jan', '--name', 'Jan', '--role', 'rep')]) {
    expect(each.code).toBe(2);
    expect(each.said).toContain(`No installation runs with the data in ${dataDir}`);
    expect(each.said).toContain('npm start');
  }
});
