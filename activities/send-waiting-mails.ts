import type { Database } from '../db/database.ts';
import { beginMail, endMail, type MailWaiting, putOffMail } from '../db/queries/mail-waiting.ts';
import type { JobLog, Mailer } from './job-type.ts';
import { messageId } from './jobs/send-email/message-id.ts';
import { keepTrying } from './keep-trying.ts';

export interface MailSenderDeps {
  db: Database;
  mailer: Mailer;
  settings: { mailFrom: string };
  log: JobLog;
  now(): number;
}

/** Until the next round. */
const atOnce = 20;
const mostAttempts = 8;
const firstDelayMs = 10_000;

/**
 * Hands the mails that wait to the mail server, each at most once: it is begun in Postgres right before, and one whose fate nobody knows is
 * not sent again. One that surely did not leave is tried again, later and later. Begins no other once `stop` aborts. Returns how many it began.
 */
export async function sendWaitingMails(deps: MailSenderDeps, stop: AbortSignal): Promise<number> {
  let begun = 0;
  for (; begun < atOnce && !stop.aborted; begun += 1) {
    const mail = await beginMail(deps.db, new Date(deps.now()));
    if (!mail) break;
    await send(deps, mail, stop).catch((error) =>
      deps.log.warn({ mail: mail.id, reason: (error as Error).message }, 'nobody knows whether a mail left'),
    );
  }
  return begun;
}

async function send({ db, mailer, settings, log, now }: MailSenderDeps, mail: MailWaiting, stop: AbortSignal): Promise<void> {
  const { id, address, subject, body, attempts } = mail;
  const sent = await mailer.send({
    messageId: messageId(`mail:${id}`, settings.mailFrom),
    from: settings.mailFrom,
    to: [address],
    subject,
    text: body,
    headers: { 'Auto-Submitted': 'auto-generated' },
  });
  if (sent.accepted) return keepTrying(stop, () => endMail(db, id, 'sent', new Date(now())));
  log.warn({ mail: id, reason: sent.message }, 'a mail was refused');
  if (sent.permanent || attempts >= mostAttempts) return keepTrying(stop, () => endMail(db, id, 'refused', new Date(now())));
  await keepTrying(stop, () => putOffMail(db, id, new Date(now() + firstDelayMs * 2 ** (attempts - 1))));
}
