import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface Colleague {
  id: string;
  name: string;
  email: string;
  roles: string[];
  teams: string[];
  active: boolean;
  locale: string;
  languages: string[];
  capacity: number;
  /** End of the absence that covers `now`. */
  awayUntil: Date | null;
}

/** Everybody with his teams, by name. A company's people fit one answer. */
export async function listColleagues(db: Db, now: Date): Promise<Colleague[]> {
  const { rows } = await sql<Colleague>`
    select u.id, u.name, u.email, u.roles, u.active, u.locale, u.languages, u.capacity,
      array(select m.team_key from membership m where m.user_id = u.id order by m.team_key) as teams,
      (select max(a.to_at) from absence a where a.user_id = u.id and a.from_at <= ${now} and a.to_at > ${now}) as "awayUntil"
    from app_user u order by u.name, u.id
  `.execute(db);
  return rows;
}

export async function listTeams(db: Db): Promise<{ key: string; name: string }[]> {
  return db.selectFrom('team').select(['key', 'name']).orderBy('name').execute();
}
