import type { JobType } from '../job-type.ts';
import { job as assignByRule } from './assign-by-rule/run.ts';
import { job as callWebhook } from './call-webhook/run.ts';
import { job as convert } from './convert/run.ts';
import { job as notify } from './notify/run.ts';
import { job as sendEmail } from './send-email/run.ts';
import { job as startProcess } from './start-process/run.ts';
import { job as verifyData } from './verify-data/run.ts';

/** Every job type: a folder, and a line here. */
const list = [assignByRule, callWebhook, convert, notify, sendEmail, startProcess, verifyData] as unknown as JobType[];

export const jobTypes: ReadonlyMap<string, JobType> = new Map(list.map((job) => [job.definition.type, job]));
