import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type Reach, taskWithin } from './reach.ts';
import { type TaskListRow, taskColumns, taskTables } from './task-row.ts';

/** Who started a case: the actor of its first fact. */
export async function starterOf(db: Db, instanceId: string): Promise<string | undefined> {
  const found = db.selectFrom('fact').select('actor').where('instance_id', '=', instanceId).where('number', '=', 1);
  return (await found.executeTakeFirst())?.actor;
}

/** Open steps of a case; `mine`: within reach. */
export async function listOpenTasksOfCase(db: Db, reach: Reach, instanceId: string): Promise<(TaskListRow & { mine: boolean })[]> {
  const { rows } = await sql<TaskListRow & { mine: boolean }>`
    select ${taskColumns}, coalesce(${taskWithin(reach, 't')}, false) as mine from ${taskTables}
    where t.instance_id = ${instanceId} and t.status = 'open' order by t.created_at, t.element_instance
  `.execute(db);
  return rows;
}

/** Whether somebody has, had or may take a step of a case. */
export async function hasTaskOfCase(db: Db, reach: Reach, instanceId: string): Promise<boolean> {
  const { rows } = await sql<{ has: boolean }>`
    select exists (select 1 from user_task t where t.instance_id = ${instanceId} and ${taskWithin(reach, 't')}) as has
  `.execute(db);
  return rows[0]?.has ?? false;
}
