import type { z } from 'zod';
import { alreadyTold, findAssignee, findRecipients, insertNews, type Recipient } from '../../../db/queries/crm-notify.ts';
import type { JobContext, JobType } from '../../job-type.ts';
import { messageId } from '../send-email/message-id.ts';
import { definition } from './definition.ts';
import { sentenceFor } from './sentences.ts';

type Kind = 'needsYou' | 'late' | 'toKnow';
const kinds = new Map<string, Kind>([
  ['needsYou', 'needsYou'],
  ['knownCustomer', 'needsYou'],
  ['paymentSoon', 'needsYou'],
  ['late', 'late'],
]);

/** The app is told before the mail is begun: a mail whose fate is unknown leaves nobody in the dark. */
export const job: JobType<typeof definition.input, typeof definition.output> = {
  definition,
  async run(ctx, input) {
    const { recipients, byMail } = await tellInApp(ctx, input);
    if (!input.mail || !byMail) return { output: { told: recipients.map((each) => each.id), mailed: [] } };
    const mailed: string[] = [];
    const refused: string[] = [];
    for (const recipient of recipients.filter((each) => each.email !== '')) {
      const sent = await ctx.mailer.send({
        messageId: messageId(`${ctx.jobKey}:${recipient.id}`, ctx.settings.mailFrom),
        from: ctx.settings.mailFrom,
        to: [recipient.email],
        subject: sentenceFor(input.code ?? input.kind, paramsOf(input), recipient.locale, input.subject).replace(/[\r\n]+/g, ' '),
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
  // Whoever was meant is not left in the dark with the mail.
  ifUncertain: async (ctx, input) => {
    await tellInApp(ctx, input);
  },
};

type Input = z.output<typeof definition.input>;

const paramsOf = (input: Input) => ({ ...input.params, ...(input.text ? { text: input.text } : {}) });

/** Once for each, also when an earlier attempt came as far. */
async function tellInApp(ctx: JobContext, input: Input): Promise<{ recipients: Recipient[]; byMail: boolean }> {
  const meant = await whoIsMeant(ctx, input.to ?? '', input.elementInstance ?? null, input.groups ?? []);
  const code = input.code ?? (kinds.has(input.kind) && input.kind !== 'needsYou' && input.kind !== 'late' ? input.kind : null);
  const at = new Date(ctx.now());
  const told = await alreadyTold(
    ctx.db,
    ctx.jobKey,
    meant.recipients.map(({ id }) => id),
  );
  const untold = meant.recipients.filter(({ id }) => !told.has(id));
  await insertNews(
    ctx.db,
    untold.map((recipient) => ({
      userId: recipient.id,
      kind: kinds.get(input.kind) ?? 'toKnow',
      text: input.text ? `${input.subject}: ${input.text}` : input.subject,
      code,
      params: paramsOf(input),
      recordId: input.recordId ?? ctx.records[0]?.id ?? null,
      taskId: input.taskId ?? null,
      foldKey: ctx.jobKey,
      at,
    })),
  );
  return meant;
}

/** A task in the pool that will be late soon is news for its groups, in the app only. */
async function whoIsMeant(
  ctx: JobContext,
  to: string,
  elementInstance: number | null,
  groups: string[],
): Promise<{ recipients: Recipient[]; byMail: boolean }> {
  if (to !== 'assignee') return { recipients: await findRecipients(ctx.db, to === '' ? 'supervisor' : to), byMail: true };
  const assignee = elementInstance === null ? null : await findAssignee(ctx.db, ctx.instanceId, elementInstance);
  if (assignee !== null) return { recipients: await findRecipients(ctx.db, assignee), byMail: true };
  const members = (await Promise.all(groups.map((group) => findRecipients(ctx.db, group)))).flat();
  return { recipients: [...new Map(members.map((each) => [each.id, each])).values()], byMail: false };
}

function linkOf(ctx: JobContext, recordId: string | null): string {
  const id = recordId ?? ctx.records[0]?.id;
  return id ? `${ctx.settings.publicUrl}/records/${id}` : ctx.settings.publicUrl;
}
