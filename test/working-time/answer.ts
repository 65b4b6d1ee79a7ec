import { Temporal } from 'temporal-polyfill';
import { tableCalendars } from './calendars.ts';
import type { Row } from './rows.ts';
import { type WalkedCalendar, walkBack, walkBetween, walkDays, walkMinutes, walkOpening, walkWithPauses, works } from './walker.ts';

export const calendarOf = (name: string) => tableCalendars[name] as WalkedCalendar;

/** `2027-02-01T09:00+01:00`. */
export function shown(t: number, zone: string): string {
  return Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(zone).toString({ smallestUnit: 'minute', timeZoneName: 'never' });
}

export const instant = (text: string) => Temporal.Instant.from(text).epochMilliseconds;

export function minutesOf(duration: string): number {
  return Temporal.Duration.from(duration).total('minutes');
}

/** The walker's answer to a row. */
export function walked({ ask, calendar: name, from, to, duration = 'PT0M', pauses = [] }: Omit<Row, 'expected' | 'how'>): Row['expected'] {
  const calendar = calendarOf(name);
  const at = instant(from);
  switch (ask) {
    case 'add':
      return shown(walkMinutes(calendar, at, minutesOf(duration)), calendar.zone);
    case 'back':
      return shown(walkBack(calendar, at, minutesOf(duration)), calendar.zone);
    case 'days':
      return shown(walkDays(calendar, at, Temporal.Duration.from(duration).days), calendar.zone);
    case 'opening':
      return shown(walkOpening(calendar, at), calendar.zone);
    case 'between':
      return walkBetween(calendar, at, instant(to as string));
    case 'works':
      return works(calendar, at);
    case 'pauses':
      return shown(
        walkWithPauses(
          calendar,
          at,
          minutesOf(duration),
          pauses.map(([begin, end]) => [instant(begin), instant(end)]),
        ),
        calendar.zone,
      );
  }
}
