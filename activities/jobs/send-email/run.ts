import { derivedId } from '../../../crm/derived-id.ts';
import { recordMail } from '../../../crm/entities/interaction/index.ts';
import { checkEmail } from '../../../crm/verification/index.ts';
import type { JobType } from '../../job-type.ts';
import { definition } from './definition.ts';
import { fillLetter, findLetter } from './letters.ts';
import { messageId } from './message-id.ts';

export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const written = typeof input.to === 'string' ? input.to.split(/[,;]/) : (input.to ?? []);
    const to = written.flatMap((each) => {
      const check = checkEmail(each);
      return check.ok ? [check.value] : [];
    });
    if (to.length === 0) return { output: { sent: false, messageId: null, reason: 'noAddress' } };
    const letter = letterOf(input);
    if (!letter)
      return { error: { code: 'noText', message: `There is no letter "${input.template ?? ''}", and no text was given` }, retry: false };
    const id = messageId(ctx.jobKey, ctx.settings.mailFrom);
    const sent = await ctx.mailer.send({
      messageId: id,
      from: ctx.settings.mailFrom,
      to,
      subject: letter.subject,
      text: letter.text,
      ...(input.inReplyTo ? { inReplyTo: input.inReplyTo } : {}),
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Perennial-Job': ctx.jobKey },
    });
    if (!sent.accepted) {
      const code = sent.permanent ? 'mailRefused' : 'mailDeferred';
      return { error: { code, message: `The mail server answered: ${sent.message}` }, retry: !sent.permanent };
    }
    return {
      output: { sent: true, messageId: id, reason: null },
      alongsideIfIgnored: true,
      alongside: (trx) =>
        recordMail(trx, {
          id: derivedId(`mail:${ctx.jobKey}`),
          recordIds: ctx.records.map((record) => record.id),
          messageId: id,
          subject: letter.subject,
          body: letter.text,
          at: new Date(ctx.now()),
        }),
    };
  },
};

function letterOf(input: {
  template?: string | null;
  language?: string | null;
  subject?: string | null;
  text?: string | null;
  values?: { [name: string]: unknown } | null;
}) {
  const values = input.values ?? {};
  const found = input.template ? findLetter(input.template, input.language ?? null) : undefined;
  if (found) return fillLetter(found, values);
  return input.subject && input.text ? fillLetter({ subject: input.subject, text: input.text }, values) : undefined;
}
