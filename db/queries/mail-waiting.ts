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

/** Begins these: whoever dies with them in hand leaves them begun, and nobody sends them again. */
export async function beginMails(db: Db, now: Date, limit: number): Promise<MailWaiting[]> {
  const { rows } = await sql<MailWaiting>`
    update mail_waiting m set begun_at = ${now}, attempts = attempts + 1 where m.id in (
      select id from mail_waiting where begun_at is null and ended_at is null and due_at <= ${now}
      order by due_at limit ${limit} for update skip locked)
    returning m.id, m.address, m.subject, m.body, m.attempts
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
