import { definition as assignByRule } from '../../activities/jobs/assign-by-rule/definition.ts';
import { definition as callWebhook } from '../../activities/jobs/call-webhook/definition.ts';
import { definition as convert } from '../../activities/jobs/convert/definition.ts';
import { definition as notify } from '../../activities/jobs/notify/definition.ts';
import { definition as sendEmail } from '../../activities/jobs/send-email/definition.ts';
import { definition as startProcess } from '../../activities/jobs/start-process/definition.ts';
import { definition as verifyData } from '../../activities/jobs/verify-data/definition.ts';

/** Job types this installation has: what a model may name without a worker of the company's own. */
export const jobTypes: string[] = [assignByRule, callWebhook, convert, notify, sendEmail, startProcess, verifyData].map(
  (each) => each.type,
);
