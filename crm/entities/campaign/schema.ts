import { z } from 'zod';

export const campaign = z.object({
  id: z.uuid(),
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  name: z.string().trim().min(1).max(200),
  channel: z.string().max(100).nullable(),
  /** Its leads go straight to sales: faster, but more rubbish. */
  skipPreSales: z.boolean(),
  active: z.boolean(),
});
export type Campaign = z.infer<typeof campaign>;
