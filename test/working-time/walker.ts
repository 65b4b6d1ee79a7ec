import { Temporal } from 'temporal-polyfill';

/**
 * Working time the slow way, as a second opinion: minute by minute, with Temporal's arithmetic of dates and zones. It shares no code with
 * `engine/calendar`, not even the reading of durations. Instants are epoch milliseconds, to the minute.
 */
export interface WalkedCalendar {
  zone: string;
  week: { [weekday: string]: [string, string][] };
  days: { [date: string]: [string, string][] };
}

const minuteMs = 60_000;
type Span = [from: number, to: number];

/** Wall clock -> instant: shown twice, the first; never shown, the moment of the change. */
function instantOf(date: Temporal.PlainDate, minutes: number, zone: string): number {
  const wall = date.toPlainDateTime().add({ minutes });
  const earlier = wall.toZonedDateTime(zone, { disambiguation: 'earlier' });
  if (earlier.toPlainDateTime().equals(wall)) return earlier.epochMilliseconds;
  // In a gap `earlier` lies before it, as far as the gap is long at most.
  const change = earlier.getTimeZoneTransition('next');
  if (!change) throw new Error(`no change of clocks after ${earlier.toString()}`);
  return change.epochMilliseconds;
}

const minutesOf = (clock: string) => Number(clock.slice(0, 2)) * 60 + Number(clock.slice(3));

/** Spans of the shifts that begin on a date; one whose end is not after its start ends on the day after. */
function shiftsOf(calendar: WalkedCalendar, date: Temporal.PlainDate): Span[] {
  const given = calendar.days[date.toString()] ?? calendar.week[String(date.dayOfWeek)] ?? [];
  return given.map(([from, to]) => {
    const [start, end] = [minutesOf(from), minutesOf(to)];
    return [instantOf(date, start, calendar.zone), instantOf(date, end > start ? end : end + 1440, calendar.zone)];
  });
}

function dateAt(calendar: WalkedCalendar, t: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(calendar.zone).toPlainDate();
}

/** The date last asked for, from its beginning to the next one's, with the shifts that may reach into it. */
interface Today {
  begin: number;
  end: number;
  shifts: Span[];
}
const today = new WeakMap<WalkedCalendar, Today>();

function todayAt(calendar: WalkedCalendar, t: number): Today {
  const last = today.get(calendar);
  if (last && last.begin <= t && t < last.end) return last;
  const date = dateAt(calendar, t);
  const found = {
    begin: date.toZonedDateTime(calendar.zone).epochMilliseconds,
    end: date.add({ days: 1 }).toZonedDateTime(calendar.zone).epochMilliseconds,
    shifts: [0, 1, 2].flatMap((days) => shiftsOf(calendar, date.subtract({ days }))),
  };
  today.set(calendar, found);
  return found;
}

/** Whether the minute that begins at `t` is worked: by a shift of its date or of one of the two before. */
export function works(calendar: WalkedCalendar, t: number): boolean {
  return todayAt(calendar, t).shifts.some(([from, to]) => from <= t && t < to);
}

export function walkBetween(calendar: WalkedCalendar, a: number, b: number): number {
  let minutes = 0;
  for (let t = a; t < b; t += minuteMs) if (works(calendar, t)) minutes += 1;
  return minutes;
}

export function walkMinutes(calendar: WalkedCalendar, start: number, minutes: number): number {
  let left = minutes;
  let t = start;
  for (; left > 0; t += minuteMs) if (works(calendar, t)) left -= 1;
  return t;
}

export function walkBack(calendar: WalkedCalendar, start: number, minutes: number): number {
  let left = minutes;
  let t = start;
  while (left > 0) {
    t -= minuteMs;
    if (works(calendar, t)) left -= 1;
  }
  return t;
}

export function walkOpening(calendar: WalkedCalendar, start: number): number {
  let t = start;
  while (!works(calendar, t)) t += minuteMs;
  return t;
}

/** Working days: the same clock time on the n-th working date, within its shifts. A start outside shifts stands for the next opening. */
export function walkDays(calendar: WalkedCalendar, start: number, days: number): number {
  const t = works(calendar, start) || works(calendar, start - minuteMs) ? start : walkOpening(calendar, start);
  let date = [dateAt(calendar, t), dateAt(calendar, t).subtract({ days: 1 })].find((day) =>
    shiftsOf(calendar, day).some(([from, to]) => from <= t && t <= to),
  ) as Temporal.PlainDate;
  const wall = Temporal.Instant.fromEpochMilliseconds(t).toZonedDateTimeISO(calendar.zone).toPlainDateTime();
  const clock = date.toPlainDateTime().until(wall, { largestUnit: 'minute' }).minutes;
  for (let left = days; left > 0; left -= 1) {
    do date = date.add({ days: 1 });
    while (shiftsOf(calendar, date).every(([from, to]) => from >= to));
  }
  const wanted = date.toPlainDateTime().add({ minutes: clock }).toZonedDateTime(calendar.zone).epochMilliseconds;
  const shifts = shiftsOf(calendar, date).sort(([a], [b]) => a - b);
  const begun = shifts.filter(([from]) => from <= wanted).at(-1);
  return begun ? Math.min(wanted, begun[1]) : (shifts[0]?.[0] as number);
}

/** A duration that stands still: minutes used before each pause are used, the rest runs on from its end. */
export function walkWithPauses(calendar: WalkedCalendar, start: number, minutes: number, pauses: Span[]): number {
  let left = minutes;
  let t = start;
  for (; left > 0; t += minuteMs) {
    const stands = pauses.some(([from, to]) => from <= t && t < to);
    if (!stands && works(calendar, t)) left -= 1;
  }
  return t;
}
