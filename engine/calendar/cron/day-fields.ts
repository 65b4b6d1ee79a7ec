import { numberOf, parseNumbers } from './number-field.ts';
import type { MonthDays, Weekdays } from './parse-cron.ts';

const dayNames = ['SUN', 'MON', 'TUE', 'WED', 'THU', 'FRI', 'SAT'];

/** Day of the month. Null = any; undefined = it is none. */
export function parseDays(field: string): MonthDays | null | undefined {
  if (field === '*' || field === '?') return null;
  const days = new Set<number>();
  const rule: MonthDays = { days, fromLast: [], nearest: [], nearestFromLast: [] };
  for (const item of field.split(',')) {
    const last = /^L(?:-(\d{1,2}))?(W)?$/.exec(item);
    const nearest = /^(\d{1,2})W$/.exec(item);
    if (last) {
      const before = Number(last[1] ?? 0);
      if (before > 30) return undefined;
      (last[2] ? rule.nearestFromLast : rule.fromLast).push(before);
    } else if (nearest) {
      const day = numberOf(nearest[1] as string, 1, 31, []);
      if (day === null) return undefined;
      rule.nearest.push(day);
    } else {
      const numbers = parseNumbers(item, 1, 31);
      if (!numbers) return undefined;
      for (const day of numbers) days.add(day);
    }
  }
  return rule;
}

/** Day of the week. `quartz`: 1 is Sunday, else 0 and 7 are. Null = any; undefined = it is none. */
export function parseWeekdays(field: string, quartz: boolean): Weekdays | null | undefined {
  if (field === '*' || field === '?') return null;
  const days = new Set<number>();
  const rule: Weekdays = { days, last: [], nth: [] };
  const one = (text: string): number | null => {
    const named = dayNames.indexOf(text);
    if (named >= 0) return named;
    const number = quartz ? numberOf(text, 1, 7, []) : numberOf(text, 0, 7, []);
    return number === null ? null : (quartz ? number - 1 : number) % 7;
  };
  for (const item of field.split(',')) {
    const last = /^([A-Z]{3}|\d)L$/.exec(item);
    const nth = /^([A-Z]{3}|\d)#([1-5])$/.exec(item);
    if (item === 'L' && quartz) days.add(6);
    else if (last || nth) {
      const day = one((last ?? nth)?.[1] as string);
      if (day === null) return undefined;
      if (last) rule.last.push(day);
      else rule.nth.push([day, Number(nth?.[2])]);
    } else {
      const numbers = parseWeekdayRange(item, one);
      if (!numbers) return undefined;
      for (const day of numbers) days.add(day);
    }
  }
  return rule;
}

/** `MON`, `MON-FRI`, `FRI-MON`, `*` or a range with a step. */
function parseWeekdayRange(item: string, one: (text: string) => number | null): number[] | null {
  const match = /^(\*|[A-Z0-9]+)(?:-([A-Z0-9]+))?(?:\/([1-7]))?$/.exec(item);
  if (!match) return null;
  const [, first = '', last, step] = match;
  const from = first === '*' ? 0 : one(first);
  const to = last === undefined ? (first === '*' || step !== undefined ? 6 : from) : one(last);
  if (from === null || to === null || (first === '*' && last !== undefined)) return null;
  // 5-7 ends on Sunday, 0-7 is the whole week.
  const end = to < from || (last === '7' && to === 0) ? to + 7 : to;
  const days: number[] = [];
  for (let day = from; day <= end; day += Number(step ?? 1)) days.push(day % 7);
  return days;
}
