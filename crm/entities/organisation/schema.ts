import { z } from 'zod';

export const organisation = z.object({
  id: z.uuid(),
  name: z.string().trim().min(1).max(300),
  country: z.string().length(2).nullable(),
  city: z.string().max(200).nullable(),
  website: z.string().max(500).nullable(),
  business: z.enum(['shop', 'chain', 'distributor', 'factory', 'other']).nullable(),
  owner: z.string().max(100).nullable(),
  team: z.string().max(100).nullable(),
});
export type Organisation = z.infer<typeof organisation>;
