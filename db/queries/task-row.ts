import { type RawBuilder, sql } from 'kysely';
import type { Queryable } from '../queryable.ts';

/** One row of a list of work: the task with what is shown of its record and the one to call. */
export interface TaskListRow {
  instanceId: string;
  elementInstance: number;
  /** Of the case; a called process has a package of its own. */
  packageKey: string;
  packageHash: string;
  element: string;
  name: string;
  stage: string | null;
  groups: string[];
  assignee: string | null;
  priority: number;
  followUpAt: Date | null;
  createdAt: Date;
  dueAt: Date | null;
  warnAt: Date | null;
  /** The deadline stands still since. */
  pausedAt: Date | null;
  recordId: string | null;
  recordType: string | null;
  recordTitle: string | null;
  recordNumber: number | null;
  contactName: string | null;
  contactPhone: string | null;
  /** ISO 3166 alpha-2. */
  contactCountry: string | null;
  organisation: string | null;
}

/** What a list shows of a record's customer: the person and organisation it is linked to, else what the record itself says. */
const contactText = `
  coalesce((select p.name from person p where p.id = r.person_id),
    r.fields ->> 'name', nullif(concat_ws(' ', r.fields ->> 'firstName', r.fields ->> 'lastName'), '')) as "contactName",
  coalesce(nullif(r.fields ->> 'phone', ''), (select c.value from contact_point c
    where c.person_id = r.person_id and c.kind = 'phone' and c.status = 'ok' order by c.created_at limit 1)) as "contactPhone",
  coalesce(r.fields ->> 'country', (select p.country from person p where p.id = r.person_id)) as "contactCountry",
  coalesce((select o.name from organisation o where o.id = r.organisation_id), r.fields ->> 'company') as organisation`;
export const contactColumns: RawBuilder<unknown> = sql.raw(contactText);

const columnsText = `
  t.instance_id as "instanceId", t.element_instance as "elementInstance", t.package_key as "packageKey", t.package_hash as "packageHash", t.element, t.name,
  t.stage, t.groups, t.assignee, t.priority, t.follow_up_at as "followUpAt", t.created_at as "createdAt", t.due_at as "dueAt",
  t.warn_at as "warnAt", t.paused_at as "pausedAt", t.record_id as "recordId", r.type as "recordType", r.title as "recordTitle", r.number as "recordNumber",
  ${contactText}`;
/** Columns of `TaskListRow`; tables: `user_task t left join record r`. */
export const taskColumns: RawBuilder<unknown> = sql.raw(columnsText);

const tablesText = 'user_task t left join record r on r.id = t.record_id';
export const taskTables: RawBuilder<unknown> = sql.raw(tablesText);

/** These tasks of a case: what a command opened. Prepared: asked after every completion. */
export async function listTasksByNumber(pool: Queryable, instanceId: string, elementInstances: number[]): Promise<TaskListRow[]> {
  const text = `select ${columnsText} from ${tablesText} where t.instance_id = $1 and t.element_instance = any($2::integer[]) order by t.element_instance`;
  return (await pool.query<TaskListRow>({ name: 'tasks_by_number', text, values: [instanceId, elementInstances] })).rows;
}
