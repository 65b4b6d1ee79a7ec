import { sql } from 'kysely';
import type { InstanceState, Variables } from '../../engine/contract/index.ts';
import type { Db } from '../database.ts';
import { caseWithin } from './case-within.ts';
import { type Reach, taskWithin } from './reach.ts';
import { standingColumns, type TaskKey, type TaskStanding } from './task-access.ts';
import { type TaskListRow, taskColumns, taskTables } from './task-row.ts';

export interface TaskDetailRow extends TaskListRow, TaskStanding {
  form: string | null;
  recordAlias: string | null;
  recordOwner: string | null;
  recordTeam: string | null;
  recordAmount: number | null;
  personId: string | null;
  organisationId: string | null;
  campaignId: string | null;
  fields: Variables | null;
  draft: Variables | null;
  draftSavedAt: Date | null;
  dueRule: string | null;
  calendar: string | null;
  calendarVersion: number | null;
  state: InstanceState;
  /** Whether the case itself is within reach, not this task alone. */
  seesCase: boolean;
  /** What the last assignment by rule of this case came to. */
  assignment: { owner: string | null; code?: string; params?: { [name: string]: string | number }; why?: string } | null;
}

export async function findTaskDetail(db: Db, reach: Reach, key: TaskKey): Promise<TaskDetailRow | undefined> {
  const { rows } = await sql<TaskDetailRow>`
    select ${taskColumns}, ${standingColumns}, t.form, t.record_alias as "recordAlias", r.owner as "recordOwner",
      r.team as "recordTeam", r.amount as "recordAmount", r.person_id as "personId", r.organisation_id as "organisationId",
      r.campaign_id as "campaignId", r.fields,
      (select f.body -> 'output' from fact f where f.instance_id = t.instance_id and f.type = 'jobCompleted' and f.body -> 'output' ? 'considered'
        order by f.number desc limit 1) as assignment,
      t.draft, t.draft_saved_at as "draftSavedAt", t.due_rule as "dueRule", t.calendar, t.calendar_version as "calendarVersion", i.state, ${caseWithin(reach)} as "seesCase"
    from user_task t join instance i on i.id = t.instance_id left join record r on r.id = t.record_id
    where t.instance_id = ${key.instanceId} and t.element_instance = ${key.elementInstance} and ${taskWithin(reach, 't')}
  `.execute(db);
  return rows[0];
}

export async function listOpenTasksOfRecord(db: Db, recordId: string): Promise<TaskListRow[]> {
  const { rows } = await sql<TaskListRow>`
    select ${taskColumns} from ${taskTables} where t.record_id = ${recordId} and t.status = 'open' order by t.created_at, t.element_instance
  `.execute(db);
  return rows;
}
