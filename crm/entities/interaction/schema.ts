import { z } from 'zod';

/** What was said or sent, seen on every record it belongs to. */
export const interaction = z.object({
  id: z.uuid(),
  kind: z.enum(['call', 'meeting', 'email', 'note', 'letter', 'visit', 'form']),
  direction: z.enum(['in', 'out']).nullable(),
  at: z.iso.datetime(),
  author: z.string().nullable(),
  personId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
  subject: z.string().max(500),
  body: z.string().max(100_000),
  outcome: z.string().max(100).nullable(),
  seconds: z.number().int().min(0).nullable(),
});
export type Interaction = z.infer<typeof interaction>;
