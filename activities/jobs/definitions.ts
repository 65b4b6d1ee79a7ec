/** Every job type: a folder, and a line here. Browser-safe; how a job is done (`run.ts`) is found by its type, in `index.ts`. */
export { definition as assignByRule } from './assign-by-rule/definition.ts';
export { definition as callWebhook } from './call-webhook/definition.ts';
export { definition as convert } from './convert/definition.ts';
export { definition as notify } from './notify/definition.ts';
export { definition as sendEmail } from './send-email/definition.ts';
export { definition as startProcess } from './start-process/definition.ts';
export { definition as verifyData } from './verify-data/definition.ts';
