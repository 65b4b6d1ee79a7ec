import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

export const input = z.object({
  /** A user's id, `assignee`, `supervisor` or another role, or a team's key. */
  to: z.string().max(200).nullish(),
  /** `needsYou`, `late`, `toKnow`, or a word of the process's own. */
  kind: z.string().max(60).default('toKnow'),
  subject: z.string().max(500),
  text: z.string().max(10_000).nullish(),
  /** A sentence the product has in the reader's language, and what fills it. */
  code: z.string().max(100).nullish(),
  params: z.record(z.string(), z.unknown()).nullish(),
  recordId: z.uuid().nullish(),
  taskId: z.string().max(300).nullish(),
  /** Element instance whose assignee is meant by `assignee`. */
  elementInstance: z.number().int().nullish(),
  /** Who is told in the app when `assignee` is meant and nobody has the task. */
  groups: z.array(z.string().max(200)).max(50).nullish(),
  mail: z.boolean().default(true),
});

export const output = z.object({ told: z.array(z.string()), mailed: z.array(z.string()) });

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'notify',
  title: 'Tell somebody',
  description: 'News in the app at once, and a mail to whoever has an address.',
  icon: 'IconBell',
  input,
  output,
  outputs: ['told', 'mailed'],
  fields: [
    { name: 'to', label: 'Whom', kind: 'people', required: true },
    { name: 'subject', label: 'Sentence', kind: 'text', required: true },
    { name: 'text', label: 'More', kind: 'longText' },
    {
      name: 'kind',
      label: 'Kind',
      kind: 'choice',
      choices: [
        { value: 'needsYou', label: 'Needs you' },
        { value: 'late', label: 'Late' },
        { value: 'toKnow', label: 'To know' },
      ],
    },
    { name: 'mail', label: 'By mail too', kind: 'boolean' },
  ],
  irrevocable: false,
  holdMs: 0,
  delivery: 'atMostOnce',
  errors: [{ code: 'mailRefused', help: 'The mail server refused every address: correct them in the colleagues’ list, then retry' }],
};
