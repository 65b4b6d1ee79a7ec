import { z } from 'zod';

/** Who works where, dated: a person who moved keeps his history. */
export const employment = z
  .object({
    id: z.uuid(),
    personId: z.uuid(),
    organisationId: z.uuid(),
    position: z.string().max(200).nullable(),
    fromOn: z.iso.date().nullable(),
    toOn: z.iso.date().nullable(),
  })
  .refine((value) => value.fromOn === null || value.toOn === null || value.fromOn <= value.toOn, {
    path: ['toOn'],
    message: 'ends before it began',
  });
export type Employment = z.infer<typeof employment>;
