import { afterAll, beforeAll, expect, test } from 'vitest';
import { type OpenDatabase, openDatabase } from '../../db/database.ts';
import { createTestDatabase } from '../../test/helpers/postgres.ts';
import { addUser } from './add-user.ts';

let database: OpenDatabase;
let drop: () => Promise<void>;
beforeAll(async () => {
  const created = await createTestDatabase();
  drop = created.drop;
  database = openDatabase(created.url);
  process.env.DATABASE_URL = created.url;
  process.env.PERENNIAL_PASSWORD = 'a long one, 12+';
});
afterAll(async () => {
  delete process.env.DATABASE_URL;
  delete process.env.PERENNIAL_PASSWORD;
  await database.close();
  await drop();
});

async function run(...args: string[]) {
  let said = '';
  const say = (text: string) => {
    said += text;
  };
  return { code: await addUser(args, { out: say, err: say }), said };
}

test('a colleague is added with roles and teams, once; the password is stored as a hash', async () => {
  expect(await run('anna', '--name', 'Anna Nowak', '--role', 'administrator', '--role', 'rep', '--team', 'sales')).toEqual({
    code: 0,
    said: 'anna may sign in now.\n',
  });
  const [row] = await database.db.selectFrom('app_user').selectAll().where('id', '=', 'anna').execute();
  expect(row).toMatchObject({ roles: ['administrator', 'rep'], demo: false, demo_password: null });
  expect(row?.password_hash).toMatch(/^\$argon2id\$/);
  expect(await database.db.selectFrom('membership').selectAll().where('user_id', '=', 'anna').execute()).toEqual([
    { user_id: 'anna', team_key: 'sales' },
  ]);
  expect((await run('anna', '--name', 'Other', '--role', 'rep')).code).toBe(1);
});

test.each([
  [['Anna', '--name', 'A', '--role', 'rep'], 'LOGIN'],
  [['ola', '--name', 'Ola', '--role', 'boss'], '--role must be one of'],
  [['ola', '--role', 'rep'], '--name must be given'],
  [['ola', '--name', 'Ola', '--role', 'rep', '--shoe', '42'], 'shoe'],
])('%j is a wrong call', async (args, said) => {
  const answer = await run(...args);
  expect(answer.code).toBe(2);
  expect(answer.said).toContain(said);
});

test('a short password is refused', async () => {
  process.env.PERENNIAL_PASSWORD = 'short';
  expect(await run('ola', '--name', 'Ola', '--role', 'rep')).toMatchObject({ code: 2 });
  process.env.PERENNIAL_PASSWORD = 'a long one, 12+';
});
