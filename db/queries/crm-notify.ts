import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface Recipient {
  id: string;
  name: string;
  email: string;
  locale: string;
}

/** Active people meant by `supervisor` (or another role), a team's key, or a user's id. */
export async function findRecipients(db: Db, to: string): Promise<Recipient[]> {
  const { rows } = await sql<Recipient>`
    select u.id, u.name, u.email, u.locale from app_user u
    where u.active and (u.id = ${to} or ${to} = any(u.roles)
      or exists (select 1 from membership m where m.user_id = u.id and m.team_key = ${to}))
    order by u.id
  `.execute(db);
  return rows;
}

export interface News {
  userId: string;
  kind: 'needsYou' | 'late' | 'toKnow';
  text: string;
  code: string | null;
  params: { [name: string]: unknown };
  recordId: string | null;
  taskId: string | null;
  foldKey: string | null;
  at: Date;
  /** How many it stands for; absent = one. */
  count?: number;
}

/** Equal unread news fold into one row whose count grows. Returns how many folded into a row that was there: no feed tells of those. */
export async function insertNews(db: Db, news: News[]): Promise<number> {
  if (news.length === 0) return 0;
  const rows = foldedBefore(news).map((each) => ({
    at: each.at,
    user_id: each.userId,
    kind: each.kind,
    text: each.text,
    code: each.code,
    params: JSON.stringify(each.params),
    record_id: each.recordId,
    task_id: each.taskId,
    fold_key: each.foldKey,
    count: each.count ?? 1,
  }));
  let folded = 0;
  for (let from = 0; from < rows.length; from += perStatement) {
    const written = await db
      .insertInto('notification')
      .values(rows.slice(from, from + perStatement))
      .onConflict((conflict) =>
        conflict
          .columns(['user_id', 'fold_key'])
          .where('read_at', 'is', null)
          .where('fold_key', 'is not', null)
          .doUpdateSet((row) => ({
            count: sql`notification.count + excluded.count`,
            at: row.ref('excluded.at'),
            text: row.ref('excluded.text'),
            params: row.ref('excluded.params'),
          })),
      )
      // A row that was there carries the transaction that updates it.
      .returning(sql<boolean>`xmax <> 0`.as('folded'))
      .execute();
    folded += written.filter((each) => each.folded).length;
  }
  return folded;
}

/** A statement has 65,535 parameters at most. */
const perStatement = 1000;

/** A statement meets a row once: equal ones are added up before, and say what the last says. */
function foldedBefore(news: News[]): News[] {
  const rows = new Map<string, News>();
  news.forEach((each, index) => {
    const key = each.foldKey === null ? String(index) : JSON.stringify([each.userId, each.foldKey]);
    const before = rows.get(key);
    rows.set(key, before ? { ...each, count: (before.count ?? 1) + (each.count ?? 1) } : each);
  });
  return [...rows.values()];
}

/** Those of these users who were told this already, whether they have read it or not. */
export async function alreadyTold(db: Db, foldKey: string, userIds: string[]): Promise<Set<string>> {
  const rows = await db
    .selectFrom('notification')
    .select('user_id')
    .where('user_id', 'in', [...userIds, ''])
    .where('fold_key', '=', foldKey)
    .execute();
  return new Set(rows.map((row) => row.user_id));
}

/** The assignee of the open task of an element instance, by which `assignee` is meant. */
export async function findAssignee(db: Db, instanceId: string, elementInstance: number): Promise<string | null> {
  const row = await db
    .selectFrom('user_task')
    .select('assignee')
    .where('instance_id', '=', instanceId)
    .where('element_instance', '=', elementInstance)
    .executeTakeFirst();
  return row?.assignee ?? null;
}
