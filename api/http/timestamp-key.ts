import { z } from 'zod';

const written = /^(\d{4,6})-(\d{2})-(\d{2}) (\d{2}):(\d{2}):(\d{2})(\.\d{1,6})?[+-]\d{2}(:?\d{2}){0,2}$/;

/** Postgres' own writing of a timestamptz, as keyset cursors carry it: microseconds are kept, anything else is refused before a cast. */
export const timestampKey = z.string().refine(isWrittenTimestamp);

/** Whether Postgres reads it: the form, and a day and a time that there are. */
export function isWrittenTimestamp(text: string): boolean {
  const [, year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = written.exec(text)?.slice(0, 7).map(Number) ?? [];
  const [, ...offset] = /[+-](\d{2}):?(\d{2})?:?(\d{2})?$/.exec(text) ?? [];
  const [offsetHours = 0, ...offsetRest] = offset.map((part) => Number(part ?? 0));
  if (year < 1 || year > 270_000 || hour > 23 || minute > 59 || second > 59) return false;
  if (offsetHours > 15 || offsetRest.some((part) => part > 59)) return false;
  const date = new Date(0);
  date.setUTCFullYear(year, month - 1, day);
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}
