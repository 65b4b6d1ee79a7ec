import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { type NotificationRow, notificationColumns } from './notification-reading.ts';
import { type Reach, recordWithin, taskWithin } from './reach.ts';

/** Where a reader of notifications and announcements stands: `<tx>.<seq>`, as with facts. */
export type NewsPosition = string;

const parse = (position: NewsPosition) => {
  const match = /^(\d{1,20})\.(\d{1,19})$/.exec(position);
  return { tx: match?.[1] ?? '0', seq: match?.[2] ?? '0' };
};
/** Only what no running transaction can still precede. */
const after = (alias: string, position: NewsPosition) => {
  const { tx, seq } = parse(position);
  const table = sql.ref(alias);
  return sql`(${table}.tx, ${table}.seq) > (${tx}::xid8, ${seq}::bigint) and ${table}.tx < pg_snapshot_xmin(pg_current_snapshot())`;
};

export async function readNotifications(
  db: Db,
  position: NewsPosition,
  limit: number,
): Promise<(NotificationRow & { userId: string; position: NewsPosition })[]> {
  const { rows } = await sql<NotificationRow & { userId: string; position: NewsPosition }>`
    select ${notificationColumns}, n.user_id as "userId", n.tx::text || '.' || n.seq as position
    from notification n where ${after('n', position)} order by n.tx, n.seq limit ${limit}
  `.execute(db);
  return rows;
}

export async function readAnnouncements(
  db: Db,
  position: NewsPosition,
  limit: number,
): Promise<{ event: { [name: string]: unknown }; needs: string | null; position: NewsPosition }[]> {
  const { rows } = await sql<{ event: { [name: string]: unknown }; needs: string | null; position: NewsPosition }>`
    select a.event, a.needs, a.tx::text || '.' || a.seq as position
    from announcement a where ${after('a', position)} order by a.tx, a.seq limit ${limit}
  `.execute(db);
  return rows;
}

/** The end of both as it is now: where a browser that opens begins. */
export async function newsEnd(db: Db): Promise<{ notifications: NewsPosition; announcements: NewsPosition }> {
  const end = (table: string) =>
    sql`coalesce((select x.tx::text || '.' || x.seq from ${sql.table(table)} x where x.tx < pg_snapshot_xmin(pg_current_snapshot())
      order by x.tx desc, x.seq desc limit 1), '')`;
  const { rows } = await sql<{ notifications: NewsPosition; announcements: NewsPosition }>`
    select ${end('notification')} as notifications, ${end('announcement')} as announcements
  `.execute(db);
  return rows[0] ?? { notifications: '', announcements: '' };
}

export interface LiveTask {
  instanceId: string;
  elementInstance: number;
  recordId: string | null;
  assignee: string | null;
  groups: string[];
}

/** Tasks and owned records that a batch of facts is about. */
export async function readSubjects(
  db: Db,
  tasks: { instanceId: string; elementInstance: number }[],
  instances: string[],
): Promise<{ tasks: LiveTask[]; records: { instanceId: string; recordId: string; type: string }[] }> {
  const [foundTasks, foundRecords] = await Promise.all([
    tasks.length === 0
      ? { rows: [] }
      : sql<LiveTask>`
          select t.instance_id as "instanceId", t.element_instance as "elementInstance", t.record_id as "recordId", t.assignee, t.groups
          from user_task t join unnest(${tasks.map((each) => each.instanceId)}::text[], ${tasks.map((each) => each.elementInstance)}::integer[])
            as wanted(instance_id, element_instance) using (instance_id, element_instance)
        `.execute(db),
    sql<{ instanceId: string; recordId: string; type: string }>`
      select instance_id as "instanceId", record_id as "recordId", type from instance_record
      where relation = 'owns' and instance_id = any(${instances}::text[])
    `.execute(db),
  ]);
  return { tasks: foundTasks.rows, records: foundRecords.rows };
}

/** Which of these a reader may see: the same predicate as everywhere. */
export async function visibleAmong(
  db: Db,
  reach: Reach,
  subjects: { records: string[]; tasks: { instanceId: string; elementInstance: number }[] },
): Promise<{ records: Set<string>; tasks: Set<string> }> {
  const { records, tasks } = subjects;
  const [seenRecords, seenTasks] = await Promise.all([
    records.length === 0
      ? { rows: [] }
      : sql<{ id: string }>`select r.id from record r where r.id = any(${records}::uuid[]) and ${recordWithin(reach, 'r')}`.execute(db),
    tasks.length === 0
      ? { rows: [] }
      : sql<{ id: string }>`
          select t.instance_id || ':' || t.element_instance as id
          from user_task t join unnest(${tasks.map((each) => each.instanceId)}::text[], ${tasks.map((each) => each.elementInstance)}::integer[])
            as wanted(instance_id, element_instance) using (instance_id, element_instance)
          where ${taskWithin(reach, 't')}
        `.execute(db),
  ]);
  return { records: new Set(seenRecords.rows.map((row) => row.id)), tasks: new Set(seenTasks.rows.map((row) => row.id)) };
}
