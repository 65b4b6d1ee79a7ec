import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';
import type { Db } from '../db/database.ts';
import { insertCaughtMail } from '../db/queries/caught-mails.ts';
import { cut } from '../engine/text/cut.ts';

export interface MailCatcher {
  port: number;
  close(): Promise<void>;
}

const maxBytes = 20_000_000;

/**
 * Development only: takes every mail on loopback and keeps it as a row instead of sending it. A mail is accepted only after its
 * row is committed, and duplicates stay: who counts mails must be able to trust it.
 */
export async function startMailCatcher(db: Db, port: number): Promise<MailCatcher> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    size: maxBytes,
    hideSTARTTLS: true,
    onData(stream, session, callback) {
      simpleParser(stream)
        .then((mail) =>
          insertCaughtMail(db, {
            messageId: mail.messageId ?? '',
            sender: mail.from?.text ?? (session.envelope.mailFrom ? session.envelope.mailFrom.address : ''),
            recipients: session.envelope.rcptTo.map((recipient) => recipient.address),
            subject: mail.subject ?? '',
            body: mail.text ?? '',
            headers: Object.fromEntries(mail.headerLines.map((line) => [line.key, cut(line.line, 2000)])),
          }),
        )
        .then(
          () => callback(),
          (error: Error) => callback(error),
        );
    },
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  // Broken connections are the sender's business; without a listener they would end the process.
  server.on('error', () => undefined);
  return {
    port: (server.server.address() as AddressInfo).port,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
