import type { Cron, MonthDays, Weekdays } from './parse-cron.ts';

/** Whether a cron expression fires on a day (a local date, as UTC). Month and year are not asked. */
export function matchesDay({ days, weekdays, either }: Cron, date: Date): boolean {
  if (!days) return !weekdays || holdsWeekday(weekdays, date);
  if (!weekdays) return holdsDay(days, date);
  return either ? holdsDay(days, date) || holdsWeekday(weekdays, date) : holdsDay(days, date) && holdsWeekday(weekdays, date);
}

function holdsDay({ days, fromLast, nearest, nearestFromLast }: MonthDays, date: Date): boolean {
  const day = date.getUTCDate();
  if (days.has(day)) return true;
  const last = lastOf(date);
  if (fromLast.some((before) => day === last - before)) return true;
  return (
    nearest.some((wanted) => wanted <= last && day === workingDayNear(date, wanted, last)) ||
    nearestFromLast.some((before) => before < last && day === workingDayNear(date, last - before, last))
  );
}

function holdsWeekday({ days, last, nth }: Weekdays, date: Date): boolean {
  const weekday = date.getUTCDay();
  const day = date.getUTCDate();
  if (days.has(weekday)) return true;
  if (last.includes(weekday) && day + 7 > lastOf(date)) return true;
  return nth.some(([wanted, n]) => wanted === weekday && Math.ceil(day / 7) === n);
}

/** Saturday goes to the Friday before, Sunday to the Monday after; never out of the month. */
function workingDayNear(date: Date, wanted: number, last: number): number {
  const weekday = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), wanted)).getUTCDay();
  if (weekday === 6) return wanted === 1 ? 3 : wanted - 1;
  if (weekday === 0) return wanted === last ? wanted - 2 : wanted + 1;
  return wanted;
}

function lastOf(date: Date): number {
  return new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
}
