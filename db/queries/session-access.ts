import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface SignedInUser {
  id: string;
  login: string;
  name: string;
  email: string;
  roles: string[];
  teams: string[];
  locale: string;
  zone: string;
  demo: boolean;
  seenAt: Date;
}

const userColumns = sql`u.id, u.login, u.name, u.email, u.roles, u.locale, u.zone, u.demo,
  array(select m.team_key from membership m where m.user_id = u.id order by m.team_key) as teams`;

/** The user of a session that has neither ended nor lain idle. By Postgres' own clock: a moved product clock signs nobody out. */
export async function findSession(db: Db, tokenHash: Buffer, idleSeconds: number): Promise<SignedInUser | undefined> {
  const { rows } = await sql<SignedInUser>`
    select ${userColumns}, s.seen_at as "seenAt"
    from session s join app_user u on u.id = s.user_id
    where s.token_hash = ${tokenHash} and s.expires_at > now() and s.seen_at > now() - make_interval(secs => ${idleSeconds}) and u.active
  `.execute(db);
  return rows[0];
}

/** Written at most every few minutes; a page full of calls costs no writes. */
export async function touchSession(db: Db, tokenHash: Buffer): Promise<void> {
  await sql`update session set seen_at = now() where token_hash = ${tokenHash}`.execute(db);
}

export async function insertSession(
  db: Db,
  session: { tokenHash: Buffer; userId: string; lifetimeSeconds: number; address: string; agent: string },
): Promise<void> {
  const { tokenHash, userId, lifetimeSeconds, address, agent } = session;
  await sql`
    with ended as (delete from session where expires_at < now())
    insert into session (token_hash, user_id, expires_at, address, agent)
    values (${tokenHash}, ${userId}, now() + make_interval(secs => ${lifetimeSeconds}), ${address}, ${agent})
  `.execute(db);
}

export async function deleteSession(db: Db, tokenHash: Buffer): Promise<void> {
  await db.deleteFrom('session').where('token_hash', '=', tokenHash).execute();
}

export interface Credentials {
  id: string;
  passwordHash: string | null;
  active: boolean;
  demo: boolean;
}

export async function findCredentials(db: Db, login: string): Promise<Credentials | undefined> {
  return db
    .selectFrom('app_user')
    .select(['id', 'password_hash as passwordHash', 'active', 'demo'])
    .where(sql<boolean>`lower(login) = lower(${login})`)
    .executeTakeFirst();
}

export interface DemoUser {
  login: string;
  name: string;
  password: string;
  roles: string[];
  locale: string;
}

export async function listDemoUsers(db: Db): Promise<DemoUser[]> {
  const rows = await db
    .selectFrom('app_user')
    .select(['login', 'name', 'demo_password', 'roles', 'locale'])
    .where('demo', '=', true)
    .where('active', '=', true)
    .where('demo_password', 'is not', null)
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return rows.map(({ demo_password, ...user }) => ({ ...user, password: demo_password ?? '' }));
}

export async function changeUserSettings(db: Db, userId: string, settings: { locale?: string; zone?: string }): Promise<void> {
  if (settings.locale === undefined && settings.zone === undefined) return;
  await db.updateTable('app_user').set(settings).where('id', '=', userId).execute();
}

export async function hasDemoUsers(db: Db): Promise<boolean> {
  return (await db.selectFrom('app_user').select('id').where('demo', '=', true).limit(1).executeTakeFirst()) !== undefined;
}
