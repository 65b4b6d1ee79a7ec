import { z } from 'zod';

export const person = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(200),
  firstName: z.string().max(100).nullable(),
  patronymic: z.string().max(100).nullable(),
  lastName: z.string().max(100).nullable(),
  language: z.enum(['pl', 'ru', 'en']).nullable(),
  country: z.string().length(2).nullable(),
  city: z.string().max(200).nullable(),
  /** His manager: whoever sold to him first, until somebody else takes over. */
  owner: z.string().max(100).nullable(),
  team: z.string().max(100).nullable(),
});
export type Person = z.infer<typeof person>;
