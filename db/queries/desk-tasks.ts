import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { isUnnamed, type Reach, taskWithin } from './reach.ts';
import { type TaskListRow, taskColumns, taskTables } from './task-row.ts';

export interface DeskQuery {
  now: Date;
  /** Due until then counts as soon, and so does what has been warned of. */
  until: Date;
  team?: string;
  limit: number;
}

/** Tasks offered to a team, of its records, or held by one of its members. */
const ofTeam = (team: string | undefined) =>
  team === undefined
    ? sql`true`
    : sql`(${team} = any(t.groups) or r.team = ${team} or exists (select 1 from membership m where m.user_id = t.assignee and m.team_key = ${team}))`;

/** Late, warned of, or due soon: at night two hours of the clock hold nothing of what the morning begins with. */
const pressing = ({ now, until }: DeskQuery) => sql`t.due_at is not null and (t.due_at < ${until} or t.warn_at <= ${now})`;

/** Open tasks that are late or fall due soon, worst first. */
export async function listPressing(db: Db, reach: Reach, query: DeskQuery): Promise<TaskListRow[]> {
  const { rows } = await sql<TaskListRow>`
    select ${taskColumns} from ${taskTables}
    where t.status = 'open' and ${pressing(query)} and ${taskWithin(reach, 't')} and ${ofTeam(query.team)}
    order by t.due_at, t.instance_id, t.element_instance limit ${query.limit}
  `.execute(db);
  return rows;
}

export async function countPressing(db: Db, reach: Reach, query: DeskQuery): Promise<{ late: number; soon: number }> {
  const { rows } = await sql<{ late: number; soon: number }>`
    select count(*) filter (where t.due_at < ${query.now})::int as late, count(*) filter (where t.due_at >= ${query.now})::int as soon
    from ${taskTables} where t.status = 'open' and ${pressing(query)} and ${taskWithin(reach, 't')} and ${ofTeam(query.team)}
  `.execute(db);
  return rows[0] ?? { late: 0, soon: 0 };
}

/** Open tasks that nobody is named for and that do not press yet, oldest first: nothing else would tell of them. Without a record they are every team's. */
const unnamed = (reach: Reach, query: DeskQuery) => sql`t.status = 'open' and ${isUnnamed('t')} and (${pressing(query)}) is not true
  and ${taskWithin(reach, 't')} and ${query.team === undefined ? sql`true` : sql`(r.team is null or r.team = ${query.team})`}`;

export async function listUnnamed(db: Db, reach: Reach, query: DeskQuery): Promise<TaskListRow[]> {
  const { rows } = await sql<TaskListRow>`
    select ${taskColumns} from ${taskTables} where ${unnamed(reach, query)}
    order by t.created_at, t.instance_id, t.element_instance limit ${query.limit}
  `.execute(db);
  return rows;
}

export async function countUnnamed(db: Db, reach: Reach, query: DeskQuery): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*)::int as count from ${taskTables} where ${unnamed(reach, query)}`.execute(
    db,
  );
  return rows[0]?.count ?? 0;
}
