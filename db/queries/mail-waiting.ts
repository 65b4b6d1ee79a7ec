import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface MailWaiting {
  id: string;
  address: string;
  subject: string;
  body: string;
  attempts: number;
}

export interface NewMail {
  userId: string;
  address: string;
  subject: string;
  body: string;
  at: Date;
}

export async function insertMails(db: Db, mails: NewMail[]): Promise<void> {
  if (mails.length === 0) return;
  const rows = mails.map(({ userId, at, ...mail }) => ({ ...mail, user_id: userId, created_at: at, due_at: at }));
  await db.insertInto('mail_waiting').values(rows).execute();
}

/** Throws away what had its end before, or was begun before and has none. */
export async function dropMails(db: Db, before: Date, limit: number): Promise<void> {
  await sql`
    delete from mail_waiting where id in (select id from mail_waiting
      where ended_at < ${before} or begun_at is not null and ended_at is null and begun_at < ${before} limit ${limit})
  `.execute(db);
}

/** Begins the next one: whoever dies with it in hand leaves it begun, and nobody sends it again. Undefined = none is due. */
export async function beginMail(db: Db, now: Date): Promise<MailWaiting | undefined> {
  const { rows } = await sql<MailWaiting>`
    update mail_waiting m set begun_at = ${now}, attempts = attempts + 1 where m.id = (
      select id from mail_waiting where begun_at is null and ended_at is null and due_at <= ${now}
      order by due_at limit 1 for update skip locked)
    returning m.id, m.address, m.subject, m.body, m.attempts
  `.execute(db);
  return rows[0];
}

export interface UndeliveredMail {
  id: string;
  userId: string;
  userName: string;
  createdAt: Date;
  at: Date;
  outcome: 'uncertain' | 'refused';
}

/** Mails that were refused for good, and those begun before `begunBefore` of which nobody knows more; the newest first. */
export async function listUndelivered(
  db: Db,
  begunBefore: Date,
  page: { after?: [created: string, id: string]; limit: number },
): Promise<(UndeliveredMail & { sortKey: string })[]> {
  const after = page.after ? sql`and (m.created_at, m.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)` : sql``;
  const { rows } = await sql<UndeliveredMail & { sortKey: string }>`
    select m.id, m.user_id as "userId", u.name as "userName", m.created_at as "createdAt", coalesce(m.ended_at, m.begun_at) as at,
      coalesce(m.outcome, 'uncertain') as outcome, m.created_at::text as "sortKey"
    from mail_waiting m join app_user u on u.id = m.user_id
    where (m.outcome = 'refused' or m.begun_at < ${begunBefore} and m.ended_at is null) ${after}
    order by m.created_at desc, m.id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function endMail(db: Db, id: string, outcome: 'sent' | 'refused', at: Date): Promise<void> {
  await db.updateTable('mail_waiting').set({ outcome, ended_at: at }).where('id', '=', id).execute();
}

/** It surely did not leave: later again. */
export async function putOffMail(db: Db, id: string, dueAt: Date): Promise<void> {
  await db.updateTable('mail_waiting').set({ begun_at: null, due_at: dueAt }).where('id', '=', id).execute();
}
