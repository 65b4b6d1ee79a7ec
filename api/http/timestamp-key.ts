import { z } from 'zod';

/** Postgres' own writing of a timestamptz, as keyset cursors carry it: microseconds are kept, anything else is refused before a cast. */
export const timestampKey = z.string().regex(/^\d{4,6}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(\.\d{1,6})?[+-]\d{2}(:?\d{2}){0,2}$/);
