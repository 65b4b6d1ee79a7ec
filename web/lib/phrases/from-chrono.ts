import type { Chrono, ParsedResult } from 'chrono-node';
import { offsetOf } from '../format/dates.ts';
import { type Found, type Hour, type Reference, workingHour } from './found.ts';

/** What a language adds to chrono: parts of the day, and an hour that stands alone ("tomorrow 10", "после 14"). */
export interface Speech {
  chrono: Chrono;
  /** First match wins; only asked when no hour is written. */
  dayParts: readonly (readonly [RegExp, Hour])[];
  /** Group 1 hour, group 2 minutes. */
  bareHour: RegExp;
  /** Says that a small hour is meant as written: "3 am", "3 часа ночи". */
  night: RegExp;
}

export function readWithChrono(text: string, reference: Reference, speech: Speech): Found | null {
  const context = { instant: new Date(reference.now), timezone: offsetOf(reference.now, reference.zone) };
  const results = speech.chrono.parse(text, context);
  const timed = results.find((result) => result.start.isCertain('hour'));
  // A date says more than its weekday: "Tue 2 Dec".
  const dated = results.find(({ start }) => start.isCertain('day')) ?? results.find((result) => hasDay(result));
  if (timed && isDistance(timed)) return { at: timed.start.date().getTime() };
  const date = dated && {
    date: { year: dated.start.get('year') ?? 0, month: dated.start.get('month') ?? 0, day: dated.start.get('day') ?? 0 },
    loose: looseness(dated),
  };
  const rest = dated ? text.replace(dated.text, ' ') : text;
  const part = speech.dayParts.find(([pattern]) => pattern.test(text))?.[1];
  const time = writtenHour(timed, text, speech) ?? bareHour(rest, speech, part) ?? part;
  return date || time ? { ...date, time } : null;
}

function hasDay({ start }: ParsedResult): boolean {
  return start.isCertain('day') || start.isCertain('weekday') || (start.isCertain('month') && !start.isCertain('hour'));
}

/** "In 2 hours": counted from now on, not a place on the clock. */
function isDistance({ start }: ParsedResult): boolean {
  return start.tags().has('result/relativeDateAndTime');
}

function looseness({ start }: ParsedResult): 'week' | 'year' | undefined {
  if (start.isCertain('weekday') && !start.isCertain('day')) return 'week';
  return start.isCertain('year') ? undefined : start.isCertain('month') ? 'year' : undefined;
}

function writtenHour(timed: ParsedResult | undefined, text: string, speech: Speech): Hour | undefined {
  if (!timed) return undefined;
  const hour = timed.start.get('hour') ?? 0;
  const minute = timed.start.get('minute') ?? 0;
  const asWritten = timed.start.isCertain('meridiem') && speech.night.test(text);
  return { hour: asWritten || speech.night.test(text) ? hour : workingHour(hour, timed.text), minute };
}

function bareHour(rest: string, speech: Speech, part: Hour | undefined): Hour | undefined {
  const match = speech.bareHour.exec(rest);
  if (!match) return undefined;
  const hour = Number(match[1]);
  const afternoon = part !== undefined && part.hour >= 12 && hour < 12;
  const read = speech.night.test(rest) ? hour : afternoon ? hour + 12 : workingHour(hour, match[0].trim());
  return { hour: read, minute: Number(match[2] ?? 0) };
}
