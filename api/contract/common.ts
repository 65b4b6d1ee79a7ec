import { z } from 'zod';

/** ISO instant with Z. */
export const instant = z.string();
/** `<instanceId>:<element instance number>`. */
export const taskId = z.string().min(3).max(300);
export const uuid = z.uuid();
/** Opaque keyset cursor. */
export const cursor = z.string().max(500);
export const variables = z.record(z.string(), z.unknown());
export const locale = z.enum(['en', 'ru', 'pl']);
export const localized = z.object({ en: z.string(), ru: z.string().optional(), pl: z.string().optional() });
export const page = z.object({ cursor: cursor.optional(), limit: z.coerce.number().int().min(1).max(200).default(50) });
/** The largest number that a column `integer` holds; each version of a process or a calendar stands in one. */
const largestVersion = 2_147_483_647;
export const version = z.number().int().min(1).max(largestVersion);
/** The same in an address. */
export const versionInAddress = z.coerce.number().int().min(1).max(largestVersion);
export const done = z.object({ ok: z.literal(true) });

export const sla = z.object({
  /** `none` = no deadline. */
  state: z.enum(['none', 'onTime', 'atRisk', 'late', 'paused']),
  dueAt: instant.nullable(),
  warnAt: instant.nullable(),
});

export const person = z.object({ id: z.string(), name: z.string() });
export type Locale = z.infer<typeof locale>;
export type Sla = z.infer<typeof sla>;
export type Localized = z.infer<typeof localized>;
