import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import type { Queryable } from '../queryable.ts';
import { type Reach, surelySees, taskWithin } from './reach.ts';

export interface TaskKey {
  instanceId: string;
  elementInstance: number;
}

/** Whether a task is open, or how it ended. */
export interface TaskStanding {
  status: 'open' | 'completed' | 'cancelled';
  claimedAt: Date | null;
  outcome: string | null;
  endedAt: Date | null;
  endedBy: string | null;
  endedReason: string | null;
}

export interface TaskAccess extends TaskKey, TaskStanding {
  packageHash: string;
  element: string;
  recordId: string | null;
  assignee: string | null;
  groups: string[];
}

const standingText = `t.status, t.claimed_at as "claimedAt", t.outcome, t.ended_at as "endedAt", t.ended_by as "endedBy", t.ended_reason as "endedReason"`;
export const standingColumns: RawBuilder<unknown> = sql.raw(standingText);

const findText = `select t.instance_id as "instanceId", t.element_instance as "elementInstance", t.package_hash as "packageHash", t.element,
  t.record_id as "recordId", t.assignee, t.groups, ${standingText} from user_task t where t.instance_id = $1 and t.element_instance = $2`;

/** The task, whoever asks. Prepared: one index look-up before every command on a task. */
export async function findAnyTask(pool: Queryable, key: TaskKey): Promise<TaskAccess | undefined> {
  const { rows } = await pool.query<TaskAccess>({ name: 'task_access', text: findText, values: [key.instanceId, key.elementInstance] });
  return rows[0];
}

/** The task as far as the reader may see it. Mostly the row itself says so; else the predicate is asked. */
export async function findTask(db: Db, pool: Queryable, reach: Reach, key: TaskKey): Promise<TaskAccess | undefined> {
  const task = await findAnyTask(pool, key);
  if (!task || surelySees(reach, task)) return task;
  const { rows } = await sql<{ seen: boolean }>`
    select ${taskWithin(reach, 't')} as seen from user_task t
    where t.instance_id = ${key.instanceId} and t.element_instance = ${key.elementInstance}
  `.execute(db);
  return rows[0]?.seen ? task : undefined;
}
