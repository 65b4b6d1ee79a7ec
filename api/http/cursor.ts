import { z } from 'zod';
import { isStorable } from '../../engine/text/storable.ts';
import { type Refusal, refuse } from './refusal.ts';

/** Keyset cursors are opaque to callers: JSON in base64url. What comes back is checked like any other input. */
export function encodeCursor(keys: unknown): string {
  return Buffer.from(JSON.stringify(keys)).toString('base64url');
}

export function decodeCursor<S extends z.ZodType>(schema: S, cursor: string | undefined): z.output<S> | undefined | Refusal {
  if (cursor === undefined) return undefined;
  try {
    const parsed = schema.safeParse(JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
    if (parsed.success && isStorable(parsed.data)) return parsed.data;
  } catch {
    // not JSON: the same answer
  }
  return refuse(400, 'invalidCursor', 'This cursor does not belong to this list. Start again without one.', { place: 'cursor' });
}

/** One page: `rows` holds one more than asked for when there is another page. */
export function cutPage<Row>(rows: Row[], limit: number, keys: (last: Row) => unknown): { items: Row[]; next: string | null } {
  if (rows.length <= limit) return { items: rows, next: null };
  const items = rows.slice(0, limit);
  return { items, next: encodeCursor(keys(items[limit - 1] as Row)) };
}

/** Keys a page can start after: texts, and whole numbers as columns `integer` and `bigint` hold them. */
export const numberKey = z.int32();
export const largeKey = z.int();
export const textKey = z.string().max(400);
