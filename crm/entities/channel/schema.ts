import { z } from 'zod';

export const channel = z.object({
  key: z.string().regex(/^[a-z0-9][a-z0-9-]{0,62}$/),
  kind: z.enum(['webForm', 'file', 'email', 'phone', 'api']),
  name: z.string().trim().min(1).max(200),
  active: z.boolean(),
  campaignId: z.uuid().nullable(),
  packageKey: z.string().max(63),
  defaultCountry: z.string().length(2).nullable(),
  mapping: z.record(z.string().max(100), z.string().max(100)),
  defaults: z.record(z.string().max(100), z.union([z.string().max(2000), z.number(), z.boolean()])),
  trapField: z.string().max(100).nullable(),
  quotaPerMinute: z.number().int().min(1).max(100_000),
  quotaPerDay: z.number().int().min(1).max(10_000_000),
  burstMs: z.number().int().min(0).max(86_400_000),
  contactElsewhere: z.boolean(),
});
export type Channel = z.infer<typeof channel>;
