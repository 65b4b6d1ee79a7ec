import type { z } from 'zod';
import { holidaysOf, mostYears } from '../../crm/holidays/holidays-of.ts';
import type { listCalendarVersions } from '../../db/queries/calendar-reading.ts';
import { checkCalendar } from '../../engine/calendar/index.ts';
import type { CalendarDefinition } from '../../engine/contract/index.ts';
import { roundTheClock } from '../../engine/kernel/calendars.ts';
import type { CalendarView, calendarHours } from '../contract/index.ts';
import { type Refusal, refuse } from '../http/refusal.ts';

type Version = Awaited<ReturnType<typeof listCalendarVersions>>[number];

/** A calendar as it was sent, holidays filled in and checked; or what is wrong with it, by field. */
export function calendarFrom(name: string, version: number, sent: z.output<typeof calendarHours>): CalendarDefinition | Refusal {
  if (name === roundTheClock)
    return refuse(422, 'calendarName', `"${roundTheClock}" means round the clock; choose another name.`, { place: 'calendar' });
  const { zone, week, holidays } = sent;
  const free = holidays ? holidaysOf(holidays.country, holidays.region, holidays.fromYear, holidays.toYear) : [];
  if (!free || (holidays && (holidays.toYear < holidays.fromYear || holidays.toYear >= holidays.fromYear + mostYears)))
    return refuse(422, 'holidays', `Name a country (and region) that is there, and at most ${mostYears} years.`, {
      place: 'holidays',
      fields: [{ path: 'holidays', code: 'option', message: 'Such as PL, or DE and BY.' }],
    });
  const byDate = <Value>(value: (day: { date: string; name: string }) => Value) =>
    Object.fromEntries(free.map((day) => [day.date, value(day)]));
  const definition: CalendarDefinition = {
    ...{ name, version, zone, week },
    days: sorted({ ...byDate((): [string, string][] => []), ...sent.days }),
    names: sorted({ ...byDate((day) => day.name), ...sent.names }),
  };
  const problems = checkCalendar(definition);
  if (problems.length === 0) return definition;
  return refuse(422, 'calendar', problems.map((problem) => problem.message).join(' '), {
    place: problems[0]?.path,
    fields: problems.slice(0, 100).map(({ path, message }) => ({ path, code: 'pattern', message })),
  });
}

function sorted<Value>(byDate: { [date: string]: Value }): { [date: string]: Value } {
  return Object.fromEntries(Object.entries(byDate).sort(([a], [b]) => (a < b ? -1 : 1)));
}

export function versionView({ version, validFrom, createdAt, createdBy }: Version) {
  return { version, validFrom: validFrom?.toISOString() ?? null, createdAt: createdAt.toISOString(), createdBy };
}

export function calendarView(row: Version, inForce: boolean): CalendarView {
  const { zone, week, days, names = {} } = row.definition;
  return { name: row.name, isDefault: row.isDefault, inForce, ...versionView(row), zone, week, days, names };
}

/** The version in force at an instant, of versions newest first. */
export function inForceAt(versions: Version[], at: number): Version | undefined {
  return versions.find(({ validFrom }) => validFrom === null || validFrom.getTime() <= at);
}
