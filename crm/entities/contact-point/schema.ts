import { z } from 'zod';

export const contactPoint = z.object({
  id: z.uuid(),
  kind: z.enum(['phone', 'email']),
  /** E.164, or lower-case address with its domain in ASCII. */
  value: z.string().min(3).max(320),
  raw: z.string().max(320),
  personId: z.uuid().nullable(),
  organisationId: z.uuid().nullable(),
  status: z.enum(['ok', 'failing', 'wrong']),
});
export type ContactPointEntity = z.infer<typeof contactPoint>;
