import nodemailer from 'nodemailer';
import type { Mailer } from '../job-type.ts';

export interface SmtpSettings {
  host: string;
  port: number;
  /** TLS from the first byte; else STARTTLS where it is offered. */
  secure: boolean;
  user?: string;
  password?: string;
  timeoutMs?: number;
}

/** Sends by SMTP. A connection that broke after the mail was handed over throws: nobody knows whether it left. */
export function createMailer(settings: SmtpSettings): Mailer & { close(): void } {
  const timeout = settings.timeoutMs ?? 20_000;
  const transport = nodemailer.createTransport({
    host: settings.host,
    port: settings.port,
    secure: settings.secure,
    ...(settings.user ? { auth: { user: settings.user, pass: settings.password ?? '' } } : {}),
    pool: true,
    maxConnections: 3,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    async send(mail) {
      const { messageId, headers, inReplyTo, html, ...rest } = mail;
      try {
        await transport.sendMail({
          ...rest,
          ...(html ? { html } : {}),
          messageId,
          headers,
          ...(inReplyTo ? { inReplyTo, references: inReplyTo } : {}),
        });
        return { accepted: true };
      } catch (error) {
        const refusal = refusalOf(error);
        if (refusal) return refusal;
        throw error;
      }
    },
    close: () => transport.close(),
  };
}

/** Before the mail was handed over nothing can have left; a reply of the server says what became of it. */
function refusalOf(error: unknown): { accepted: false; permanent: boolean; message: string } | undefined {
  const { code, command, responseCode, message } = error as { code?: string; command?: string; responseCode?: number; message: string };
  if (responseCode !== undefined) return { accepted: false, permanent: responseCode >= 500, message };
  const before = code === 'EAUTH' || code === 'ECONNREFUSED' || code === 'EDNS' || code === 'EENVELOPE' || command === 'CONN';
  return before ? { accepted: false, permanent: false, message } : undefined;
}
