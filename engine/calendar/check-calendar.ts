import type { CalendarDefinition } from '../contract/index.ts';
import { minutesOf } from './day-intervals.ts';
import { isZone } from './zone.ts';

export interface CalendarProblem {
  /** `zone`, `week.3`, `days.2027-01-06`. */
  path: string;
  message: string;
}

/** What is wrong with a calendar before it is used. Empty = fine. */
export function checkCalendar(calendar: CalendarDefinition): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  if (!isZone(calendar.zone)) problems.push({ path: 'zone', message: `There is no time zone "${calendar.zone}".` });
  for (const [weekday, intervals] of Object.entries(calendar.week)) {
    if (!/^[1-7]$/.test(weekday)) problems.push({ path: `week.${weekday}`, message: 'Weekdays are 1 (Monday) to 7 (Sunday).' });
    problems.push(...intervalProblems(`week.${weekday}`, intervals));
  }
  for (const [date, intervals] of Object.entries(calendar.days)) {
    const parsed = new Date(`${date}T00:00:00Z`);
    const valid = /^\d{4}-\d{2}-\d{2}$/.test(date) && !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(date);
    if (!valid) problems.push({ path: `days.${date}`, message: `${date} is not a date.` });
    problems.push(...intervalProblems(`days.${date}`, intervals));
  }
  if (!Object.values(calendar.week).some((intervals) => intervals.length > 0)) {
    problems.push({ path: 'week', message: 'The calendar has no working time in any week: deadlines would never come.' });
  }
  return problems;
}

function intervalProblems(path: string, intervals: [string, string][]): CalendarProblem[] {
  const problems: CalendarProblem[] = [];
  for (const clock of intervals.flat()) {
    try {
      minutesOf(clock);
    } catch {
      problems.push({ path, message: `"${clock}" is not a time of day (HH:MM).` });
    }
  }
  return problems;
}
