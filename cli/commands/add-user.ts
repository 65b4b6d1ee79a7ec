import { parseArgs } from 'node:util';
import { hashPassword } from '../../api/access/sign-in.ts';
import { locale, role } from '../../api/contract/index.ts';
import { openDatabase } from '../../db/database.ts';
import { insertColleague } from '../../db/queries/people-writing.ts';
import { databaseHere } from '../servers/running-postgres.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial add-user LOGIN --name NAME --role ROLE [--role ROLE] [--team KEY] [--email ADDRESS] [--locale en|ru|pl]
  Adds a colleague, the first administrator among them. Roles: ${role.options.join(', ')}.
  The password is read from PERENNIAL_PASSWORD (12 characters or more), so that no list of processes shows it.
  Where: the installation that runs here by npm start (PERENNIAL_DATA, else .data/), or DATABASE_URL; prepared by npm start or \`perennial prepare\`.
`;
const shortest = 12;

/** Exit codes: 0 = added, 1 = not possible (the login is taken, no database), 2 = wrong call. */
export const addUser: Command = async (args, { out, err }) => {
  const read = readArgs(args);
  if (!read.ok) {
    err(`${read.message}\n${usage}`);
    return 2;
  }
  const { PERENNIAL_PASSWORD: password = '' } = process.env;
  if (password.length < shortest) {
    err(`PERENNIAL_PASSWORD must have ${shortest} characters or more.\n`);
    return 2;
  }
  const here = databaseHere();
  if ('missing' in here) {
    err(`${here.missing}\n`);
    return 2;
  }
  const database = openDatabase(here.url, { name: 'perennial add-user', connections: 2 });
  try {
    const added = await insertColleague(database.db, { ...read.person, passwordHash: await hashPassword(password) });
    if (added) out(`${read.person.id} may sign in now.\n`);
    else err(`The login ${read.person.id} is taken: choose another.\n`);
    return added ? 0 : 1;
  } catch (error) {
    err(`Could not add ${read.person.id}: ${(error as Error).message}\n`);
    return 1;
  } finally {
    await database.close();
  }
};

type Person = { id: string; name: string; email: string; roles: string[]; teams: string[]; locale: string };

function readArgs(args: string[]): { ok: true; person: Person } | { ok: false; message: string } {
  try {
    const { values, positionals } = parseArgs({
      args,
      allowPositionals: true,
      options: {
        name: { type: 'string' },
        role: { type: 'string', multiple: true },
        team: { type: 'string', multiple: true, default: [] },
        email: { type: 'string', default: '' },
        locale: { type: 'string', default: 'en' },
      },
    });
    const [id, ...more] = positionals;
    if (!id || more.length > 0 || !/^[a-z][a-z0-9._-]{1,60}$/.test(id))
      return { ok: false, message: 'LOGIN is 2 to 61 small letters, digits, dots, hyphens.' };
    const roles = role.array().min(1).safeParse(values.role);
    if (!roles.success) return { ok: false, message: `--role must be one of ${role.options.join(', ')}.` };
    const spoken = locale.safeParse(values.locale);
    if (!spoken.success || !values.name?.trim()) return { ok: false, message: '--name must be given, and --locale be en, ru or pl.' };
    return {
      ok: true,
      person: { id, name: values.name.trim(), email: values.email, roles: roles.data, teams: values.team, locale: spoken.data },
    };
  } catch (error) {
    return { ok: false, message: (error as Error).message };
  }
}
