import type { DeadlineExplanation } from '../../engine/calendar/index.ts';
import type { CalendarDefinition, DeadlinePause } from '../../engine/contract/index.ts';
import type { Reader } from '../access/reader.ts';
import { say } from '../texts/text.ts';
import { momentText } from './day-text.ts';
import { durationText } from './span-text.ts';

interface Deadline {
  rule: string;
  startedAt: Date;
  dueAt: Date | null;
  pausedAt: Date | null;
  calendar: CalendarDefinition | null;
  told: DeadlineExplanation | null;
  pauses: DeadlinePause[];
}

/** A deadline in sentences of the reader: how it came about, by which calendar, when it stood still, which days were skipped. */
export function deadlineSteps(deadline: Deadline, reader: Reader): string[] {
  const { rule, calendar, told, dueAt, pausedAt, startedAt } = deadline;
  const { locale } = reader;
  const moment = (instant: number | Date) => momentText(new Date(instant), reader);
  const params = { rule: durationText(rule, locale), start: moment(startedAt), calendar: calendar?.name ?? '' };
  const steps = [
    dueAt
      ? say(locale, !told ? 'deadline.date' : calendar ? 'deadline.working' : 'deadline.clock', { ...params, due: moment(dueAt) })
      : say(locale, 'deadline.standing', { ...params, since: moment(pausedAt ?? startedAt) }),
  ];
  if (calendar) steps.push(say(locale, 'deadline.calendar', { name: calendar.name, version: calendar.version, zone: calendar.zone }));
  for (const { from, to, usedMs, leftMs } of told?.pauses ?? []) {
    const reason = deadline.pauses.find((pause) => pause.from === from || pause.to === to)?.reason;
    const spans = { used: hoursText(usedMs, reader), left: hoursText(leftMs, reader), reason: reason ? ` (${reason})` : '' };
    steps.push(
      to === undefined
        ? say(locale, 'deadline.paused', { ...spans, from: moment(from) })
        : say(locale, 'deadline.pause', { ...spans, from: moment(from), to: moment(to) }),
    );
  }
  const days = (closed: boolean) =>
    (told?.specialDays ?? [])
      .filter((day) => day.closed === closed)
      .map(({ date, name }) => (name ? `${dateText(date, reader)} (${name})` : dateText(date, reader)))
      .join(', ');
  if (days(true)) steps.push(say(locale, 'deadline.holidays', { days: days(true) }));
  if (days(false)) steps.push(say(locale, 'deadline.otherHours', { days: days(false) }));
  return steps;
}

/** A day of a calendar, which is no instant. */
function dateText(date: string, { locale }: Reader): string {
  const tag = locale === 'en' ? 'en-GB' : locale;
  return new Date(`${date}T12:00:00Z`).toLocaleDateString(tag, { timeZone: 'UTC', day: 'numeric', month: 'long' });
}

function hoursText(ms: number, { locale }: Reader): string {
  const minutes = Math.round(ms / 60_000);
  if (minutes === 0) return say(locale, 'deadline.nothing');
  return durationText(`PT${Math.floor(minutes / 60)}H${minutes % 60}M`, locale);
}
