import { findAssignee, findRecipients, insertNews, type Recipient } from '../../../db/queries/crm-notify.ts';
import type { JobContext, JobType } from '../../job-type.ts';
import { messageId } from '../send-email/message-id.ts';
import { definition } from './definition.ts';

type Kind = 'needsYou' | 'late' | 'toKnow';
const kinds = new Map<string, Kind>([
  ['needsYou', 'needsYou'],
  ['knownCustomer', 'needsYou'],
  ['late', 'late'],
]);

/** The app is told before the mail is begun: a mail whose fate is unknown leaves nobody in the dark. */
export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const recipients = await whoIsMeant(ctx, input.to ?? '', input.elementInstance ?? null);
    const at = new Date(ctx.now());
    await insertNews(
      ctx.db,
      recipients.map((recipient) => ({
        userId: recipient.id,
        kind: kinds.get(input.kind) ?? 'toKnow',
        text: input.text ? `${input.subject}: ${input.text}` : input.subject,
        code: input.code ?? null,
        params: { ...input.params, ...(input.text ? { text: input.text } : {}) },
        recordId: input.recordId ?? ctx.records[0]?.id ?? null,
        taskId: input.taskId ?? null,
        foldKey: ctx.jobKey,
        at,
      })),
    );
    if (!input.mail) return { output: { told: recipients.map((each) => each.id), mailed: [] } };
    const mailed: string[] = [];
    const refused: string[] = [];
    for (const recipient of recipients.filter((each) => each.email !== '')) {
      const sent = await ctx.mailer.send({
        messageId: messageId(`${ctx.jobKey}:${recipient.id}`, ctx.settings.mailFrom),
        from: ctx.settings.mailFrom,
        to: [recipient.email],
        subject: input.subject,
        text: [input.text ?? '', linkOf(ctx, input.recordId ?? null)].filter((line) => line !== '').join('\n\n'),
        headers: { 'Auto-Submitted': 'auto-generated' },
      });
      (sent.accepted ? mailed : refused).push(recipient.id);
      if (!sent.accepted) ctx.log.warn({ job: ctx.jobKey, user: recipient.id, reason: sent.message }, 'notification mail refused');
    }
    if (refused.length > 0 && mailed.length === 0) {
      return { error: { code: 'mailRefused', message: `The mail server refused the mail to ${refused.join(', ')}` }, retry: true };
    }
    return { output: { told: recipients.map((each) => each.id), mailed } };
  },
};

async function whoIsMeant(ctx: JobContext, to: string, elementInstance: number | null): Promise<Recipient[]> {
  if (to !== 'assignee') return findRecipients(ctx.db, to === '' ? 'supervisor' : to);
  const assignee = elementInstance === null ? null : await findAssignee(ctx.db, ctx.instanceId, elementInstance);
  return findRecipients(ctx.db, assignee ?? 'supervisor');
}

function linkOf(ctx: JobContext, recordId: string | null): string {
  const id = recordId ?? ctx.records[0]?.id;
  return id ? `${ctx.settings.publicUrl}/records/${id}` : ctx.settings.publicUrl;
}
