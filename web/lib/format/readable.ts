import { serverNow } from '../clock.ts';
import { useMe } from '../session.ts';
import { useText } from '../text/text.ts';
import { dayMonth, moment } from './dates.ts';
import { distance } from './distance.ts';

const instant = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/;
const day = /^\d{4}-\d\d-\d\d$/;
const duration = /^P(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?)?$/;

/** Milliseconds of an ISO duration of days, hours and minutes; null = it is something else. */
export function durationMs(text: string): number | null {
  const match = duration.exec(text);
  if (!match || text === 'P' || text.endsWith('T')) return null;
  const [days = 0, hours = 0, minutes = 0] = match.slice(1).map((part) => Number(part ?? 0));
  return ((days * 24 + hours) * 60 + minutes) * 60_000;
}

/** A value that came as text, as people read it: instants, days and durations in words, all else as it stands. */
export function useReadable(): (text: string) => string {
  const { t, locale } = useText();
  const { zone } = useMe();
  return (text) => {
    if (instant.test(text)) return moment(Date.parse(text), locale, zone, serverNow());
    if (day.test(text)) return dayMonth(Date.parse(`${text}T12:00:00Z`), locale, 'UTC', serverNow());
    const ms = durationMs(text);
    return ms === null ? text : distance(ms, t);
  };
}
