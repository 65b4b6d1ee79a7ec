import type { Database } from '../db/database.ts';
import { beginMails, endMail, type MailWaiting, putOffMail } from '../db/queries/mail-waiting.ts';
import type { JobLog, Mailer } from './job-type.ts';
import { messageId } from './jobs/send-email/message-id.ts';

export interface MailSenderDeps {
  db: Database;
  mailer: Mailer;
  settings: { mailFrom: string };
  log: JobLog;
  now(): number;
}

const atOnce = 20;
const mostAttempts = 8;
const firstDelayMs = 10_000;

/**
 * Hands the mails that wait to the mail server, each at most once: it is begun in Postgres before, and one whose fate nobody knows is not
 * sent again. One that surely did not leave is tried again, later and later. Returns how many it began.
 */
export async function sendWaitingMails(deps: MailSenderDeps): Promise<number> {
  const mails = await beginMails(deps.db, new Date(deps.now()), atOnce);
  for (const mail of mails) await send(deps, mail);
  return mails.length;
}

async function send({ db, mailer, settings, log, now }: MailSenderDeps, mail: MailWaiting): Promise<void> {
  const { id, address, subject, body, attempts } = mail;
  try {
    const sent = await mailer.send({
      messageId: messageId(`mail:${id}`, settings.mailFrom),
      from: settings.mailFrom,
      to: [address],
      subject,
      text: body,
      headers: { 'Auto-Submitted': 'auto-generated' },
    });
    if (sent.accepted) return await endMail(db, id, 'sent', new Date(now()));
    log.warn({ mail: id, reason: sent.message }, 'a mail was refused');
    if (sent.permanent || attempts >= mostAttempts) await endMail(db, id, 'refused', new Date(now()));
    else await putOffMail(db, id, new Date(now() + firstDelayMs * 2 ** (attempts - 1)));
  } catch (error) {
    log.warn({ mail: id, reason: (error as Error).message }, 'nobody knows whether a mail left');
  }
}
