import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

const address = z.string().max(320);

export const input = z.object({
  to: z.union([address, z.array(address).max(50)]).nullish(),
  /** Name of a letter of `letters.ts`; else subject and text are given. */
  template: z.string().max(60).nullish(),
  language: z.string().max(10).nullish(),
  values: z.record(z.string(), z.unknown()).nullish(),
  subject: z.string().max(500).nullish(),
  text: z.string().max(100_000).nullish(),
  inReplyTo: z.string().max(500).nullish(),
});

export const output = z.object({
  sent: z.boolean(),
  messageId: z.string().nullable(),
  /** Why nothing was sent: `noAddress`. */
  reason: z.string().nullable(),
});

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'send-email',
  title: 'Send an e-mail',
  description:
    'One mail under a Message-ID that never changes. Begun without an outcome it is shown as uncertain and not sent again by itself.',
  icon: 'IconMail',
  input,
  output,
  outputs: ['sent', 'messageId', 'reason'],
  fields: [
    { name: 'to', label: 'To', kind: 'expression', required: true },
    { name: 'template', label: 'Letter', kind: 'choice', choices: [{ value: 'nurture', label: 'Personal letter' }] },
    { name: 'language', label: 'Language', kind: 'expression' },
    { name: 'subject', label: 'Subject', kind: 'text' },
    { name: 'text', label: 'Text', kind: 'longText' },
    { name: 'values', label: 'Values', kind: 'expression' },
  ],
  irrevocable: true,
  holdMs: 10_000,
  delivery: 'atMostOnce',
  errors: [
    { code: 'mailRefused', help: 'The mail server refused it for good: correct the address, then retry' },
    { code: 'mailDeferred', help: 'The mail server asks to come again later' },
    { code: 'noText', help: 'Name a letter, or give subject and text' },
  ],
};
