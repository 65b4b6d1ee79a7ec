import { sql } from 'kysely';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';

export interface Candidate {
  id: string;
  name: string;
  languages: string[];
  skills: string[];
  territories: string[];
  capacity: number;
  joinedOn: string | null;
  team: string | null;
  calendar: string | null;
  /** Open tasks that are due for work now. */
  open: number;
  awayUntil: Date | null;
}

/** Active members of a team (its key or its kind), with their load. Members of several such teams come once, with the most particular team. */
export async function listCandidates(db: Db, team: string, now: Date): Promise<Candidate[]> {
  const { rows } = await sql<Candidate>`
    select distinct on (u.id) u.id, u.name, u.languages, u.skills, u.territories, u.capacity, u.joined_on::text as "joinedOn",
      t.key as team, t.calendar,
      (select count(*)::int from user_task task where task.status = 'open' and task.assignee = u.id
        and (task.follow_up_at is null or task.follow_up_at <= ${now})) as open,
      (select max(a.to_at) from absence a where a.user_id = u.id and a.from_at <= ${now} and a.to_at > ${now}) as "awayUntil"
    from app_user u join membership m on m.user_id = u.id join team t on t.key = m.team_key
    where u.active and 'rep' = any(u.roles) and (t.key = ${team} or t.kind = ${team})
    order by u.id, (t.key = ${team}), t.key
  `.execute(db);
  return rows;
}

/** The calendar in force by name; null name = the installation's default. */
export async function getCalendar(db: Db, name: string | null): Promise<CalendarDefinition | undefined> {
  const found = await db
    .selectFrom('calendar')
    .select('definition')
    .where((where) => (name === null ? where('is_default', '=', true) : where('name', '=', name)))
    .orderBy('version', 'desc')
    .executeTakeFirst();
  return found?.definition;
}
