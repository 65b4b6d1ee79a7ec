import { sql } from 'kysely';
import type { Db } from '../database.ts';

export interface CaughtMail {
  id: number;
  messageId: string;
  sender: string;
  recipients: string[];
  subject: string;
  body: string;
  at: Date;
}

/** Every mail is a row, also one that came twice. */
export async function insertCaughtMail(
  db: Db,
  mail: Omit<CaughtMail, 'id' | 'at'> & { headers: { [name: string]: string } },
): Promise<void> {
  const { messageId, sender, recipients, subject, body, headers } = mail;
  await sql`
    insert into caught_mail (message_id, sender, recipients, subject, body, headers)
    values (${messageId}, ${sender}, ${recipients}, ${subject}, ${body}, ${JSON.stringify(headers)}::jsonb)
  `.execute(db);
}

export async function listCaughtMails(db: Db, page: { before?: number; limit: number }): Promise<CaughtMail[]> {
  const { rows } = await sql<CaughtMail>`
    select id, message_id as "messageId", sender, recipients, subject, body, at from caught_mail
    where ${page.before ?? null}::bigint is null or id < ${page.before ?? null} order by id desc limit ${page.limit}
  `.execute(db);
  return rows;
}

export async function countCaughtMails(db: Db): Promise<number> {
  const { rows } = await sql<{ total: number }>`select count(*)::int as total from caught_mail`.execute(db);
  return rows[0]?.total ?? 0;
}
