import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface MailWaiting {
  id: string;
  address: string;
  subject: string;
  body: string;
  attempts: number;
}

export async function insertMail(
  db: Db,
  mail: { userId: string; address: string; subject: string; body: string; at: Date },
): Promise<void> {
  const { userId, address, subject, body, at } = mail;
  await db.insertInto('mail_waiting').values({ user_id: userId, address, subject, body, created_at: at, due_at: at }).execute();
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
