import { definition as assignByRule } from './assign-by-rule/definition.ts';
import { definition as callWebhook } from './call-webhook/definition.ts';
import { definition as convert } from './convert/definition.ts';
import type { JobDefinition } from './job-definition.ts';
import { definition as notify } from './notify/definition.ts';
import { definition as sendEmail } from './send-email/definition.ts';
import { definition as startProcess } from './start-process/definition.ts';
import { definition as verifyData } from './verify-data/definition.ts';

/** Every job type: a folder, and a line here. Browser-safe; how a job is done (`run.ts`) is found by its type, in `index.ts`. */
export const definitions: JobDefinition[] = [assignByRule, callWebhook, convert, notify, sendEmail, startProcess, verifyData];
