import { type RawBuilder, sql } from 'kysely';
import type { Db } from '../database.ts';
import { isUnnamed, type Reach, taskWithin } from './reach.ts';
import { type TaskListRow, taskColumns, taskTables } from './task-row.ts';

export type InboxView = 'today' | 'late' | 'pool' | 'waiting';
export const sections = ['late', 'callBack', 'atRisk', 'hot', 'rest'] as const;

/** Sort keys of the last row of a page, in the order of the list. */
export type InboxCursor = [rank: number, heat: number, at: number, created: number, instanceId: string, elementInstance: number];

export interface InboxRow extends TaskListRow {
  rank: number;
  heat: number;
  sortAt: number;
  createdMs: number;
}

/** Priority from which a task is hot. */
const hotFrom = 75;
/** A call-back counts as due this long before its moment. */
const callBackLead = sql`interval '5 minutes'`;

function isWaiting(now: Date): RawBuilder<boolean> {
  return sql<boolean>`(t.follow_up_at is not null and t.follow_up_at > ${now}::timestamptz + ${callBackLead})`;
}

function inView(view: InboxView, user: string, now: Date): RawBuilder<boolean> {
  const mine = sql`t.assignee = ${user}`;
  const waiting = isWaiting(now);
  switch (view) {
    case 'today':
      return sql<boolean>`(${mine} and not ${waiting})`;
    case 'late':
      return sql<boolean>`(${mine} and not ${waiting} and t.due_at < ${now})`;
    case 'pool':
      return sql<boolean>`(t.assignee is null and not ${waiting})`;
    case 'waiting':
      return sql<boolean>`((${mine} or t.assignee is null) and ${waiting})`;
  }
}

/** Open tasks that are mine, or unassigned and offered to a group of mine; to a supervisor also those that nobody is named for. */
function mineOrOffered(reach: Reach): RawBuilder<boolean> {
  const groups = [...reach.groups, ...reach.roleGroups];
  return sql<boolean>`t.status = 'open' and (t.assignee = ${reach.user}
    or t.assignee is null and (t.groups && ${groups}::text[] or ${sql.lit(reach.unnamed)} and ${isUnnamed('t')}) and ${taskWithin(reach, 't')})`;
}

/** Late, call-backs now, at risk, hot, rest; within: what presses most. Keys are computed at `now`, which pages keep. */
export async function listInbox(
  db: Db,
  reach: Reach,
  query: { view: InboxView; now: Date; search?: string; after?: InboxCursor; limit: number },
): Promise<InboxRow[]> {
  const { now, view } = query;
  const rank = sql`case when t.due_at < ${now} then 0 when t.follow_up_at <= ${now}::timestamptz + ${callBackLead} then 1
    when t.warn_at <= ${now} then 2 when t.priority >= ${hotFrom} then 3 else 4 end`;
  const conditions = [mineOrOffered(reach), inView(view, reach.user, now)];
  if (query.search) {
    const like = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
    conditions.push(sql<boolean>`(r.title ilike ${like} or r.search ilike ${like} or t.name ilike ${like})`);
  }
  const after = query.after
    ? sql`where (rank, heat, "sortAt", "createdMs", "instanceId", "elementInstance")
        > (${sql.join(query.after)})`
    : sql``;
  const { rows } = await sql<InboxRow>`
    select * from (
      select ${taskColumns}, ${rank} as rank,
        case when ${rank} = 3 then -t.priority else 0 end as heat,
        (extract(epoch from case when ${rank} = 1 then t.follow_up_at else coalesce(t.due_at, t.follow_up_at, 'epoch'::timestamptz + interval '1000 years') end) * 1000)::bigint as "sortAt",
        (extract(epoch from t.created_at) * 1000)::bigint as "createdMs"
      from ${taskTables}
      where ${sql.join(conditions, sql` and `)}
    ) task ${after}
    order by rank, heat, "sortAt", "createdMs", "instanceId", "elementInstance"
    limit ${query.limit}
  `.execute(db);
  return rows;
}

export interface InboxCounts {
  today: number;
  late: number;
  pool: number;
  waiting: number;
  /** The next moment something of mine falls due or a call-back begins. */
  nextDue: Date | null;
}

export async function countInbox(db: Db, reach: Reach, now: Date): Promise<InboxCounts> {
  const count = (view: InboxView) => sql`count(*) filter (where ${inView(view, reach.user, now)})::int`;
  const { rows } = await sql<InboxCounts>`
    select ${count('today')} as today, ${count('late')} as late, ${count('pool')} as pool, ${count('waiting')} as waiting,
      least(min(t.due_at) filter (where t.assignee = ${reach.user} and t.due_at > ${now}),
        min(t.follow_up_at) filter (where t.assignee = ${reach.user} and t.follow_up_at > ${now})) as "nextDue"
    from user_task t where ${mineOrOffered(reach)}
  `.execute(db);
  return rows[0] as InboxCounts;
}
