import { z } from 'zod';
import type { JobDefinition } from '../job-definition.ts';

export const input = z.object({
  leadId: z.uuid(),
  owner: z.string().max(100).nullish(),
  /** Record type of what it becomes. */
  dealType: z.string().max(60).default('deal'),
});

export const output = z.object({
  dealId: z.string(),
  personId: z.string(),
  organisationId: z.string(),
  /** Which of them were there before. */
  attached: z.object({ person: z.boolean(), organisation: z.boolean() }),
});

export const definition: JobDefinition<typeof input, typeof output> = {
  type: 'convert',
  title: 'Make organisation, person and deal',
  description:
    'In one transaction with the result. Attached to those that exist: same phone or e-mail, same company. All of it or nothing.',
  icon: 'IconTransform',
  input,
  output,
  outputs: ['dealId', 'personId', 'organisationId', 'attached'],
  fields: [
    { name: 'leadId', label: 'Lead', kind: 'expression', required: true },
    { name: 'owner', label: 'Owner of the deal', kind: 'expression' },
  ],
  irrevocable: true,
  holdMs: 0,
  delivery: 'atLeastOnce',
  errors: [{ code: 'leadUnknown', help: 'The lead is not there any more' }],
};
