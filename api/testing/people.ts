import { hash } from '@node-rs/argon2';
import type { Database } from '../../db/database.ts';
import { insertSession } from '../../db/queries/session-access.ts';
import { hashToken, newToken } from '../access/cookie.ts';

export interface TestUser {
  id: string;
  name: string;
  roles: string[];
  teams: string[];
  locale?: string;
}

/** One of each role, and two teams that must not see each other's. */
export const people: TestUser[] = [
  { id: 'anna', name: 'Anna', roles: ['rep'], teams: ['pre-sales', 'sales'] },
  { id: 'boris', name: 'Boris', roles: ['rep'], teams: ['pre-sales', 'sales'], locale: 'ru' },
  { id: 'norma', name: 'Norma', roles: ['rep'], teams: ['north'] },
  { id: 'sofia', name: 'Sofia', roles: ['rep'], teams: ['south'], locale: 'pl' },
  { id: 'maria', name: 'Maria', roles: ['supervisor'], teams: [] },
  { id: 'nadia', name: 'Nadia', roles: ['supervisor'], teams: ['north'] },
  { id: 'clara', name: 'Clara', roles: ['clerk'], teams: [] },
  { id: 'oskar', name: 'Oskar', roles: ['process-owner'], teams: [] },
  { id: 'mark', name: 'Mark', roles: ['marketing'], teams: [] },
  { id: 'ada', name: 'Ada', roles: ['administrator'], teams: [] },
];

export const password = 'correct horse';

export async function insertPeople(db: Database, users: TestUser[] = people): Promise<void> {
  const password_hash = await hash(password, { memoryCost: 1024, timeCost: 1 });
  const teams = [...new Set(users.flatMap((user) => user.teams))];
  if (teams.length > 0)
    await db
      .insertInto('team')
      .values(teams.map((key) => ({ key, name: key })))
      .onConflict((on) => on.doNothing())
      .execute();
  await db
    .insertInto('app_user')
    .values(
      users.map(({ id, name, roles, locale }) => ({
        id,
        login: id,
        name,
        roles,
        email: `${id}@firma.example`,
        locale: locale ?? 'en',
        password_hash,
      })),
    )
    .execute();
  const memberships = users.flatMap((user) => user.teams.map((team_key) => ({ user_id: user.id, team_key })));
  if (memberships.length > 0) await db.insertInto('membership').values(memberships).execute();
}

/** A session as sign-in makes it, without the slow hash. */
export async function openSession(db: Database, userId: string): Promise<string> {
  const token = newToken();
  await insertSession(db, { tokenHash: hashToken(token), userId, lifetimeSeconds: 3600, address: '', agent: 'test' });
  return token;
}
