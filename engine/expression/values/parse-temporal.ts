import { FeelDate } from './feel-date.ts';
import { FeelDateTime } from './feel-date-time.ts';
import { parseDuration } from './feel-duration.ts';
import { FeelTime } from './feel-time.ts';

/** What `@"..."` says: a date, a time, both, or a duration. Null when it is none of them. */
export function parseTemporal(text: string) {
  return (
    FeelDate.parse(text) ??
    (text.includes('T') && !/^-?P/.test(text) ? FeelDateTime.parse(text) : null) ??
    FeelTime.parse(text) ??
    parseDuration(text)
  );
}
