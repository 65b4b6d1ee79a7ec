import Holidays from 'date-holidays';
import type { CalendarDefinition } from '../../engine/contract/index.ts';

const day: [string, string][] = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
];

/** Monday to Friday 9 to 18, lunch 13 to 14, without the public holidays of the country; for the years around `year`. */
export function officeCalendar(year: number, country: string, zone: string): CalendarDefinition {
  const holidays = new Holidays(country);
  const years = [year - 2, year - 1, year, year + 1, year + 2];
  const free = years.flatMap((each) =>
    holidays
      .getHolidays(each)
      .filter((holiday) => holiday.type === 'public')
      .map((holiday) => holiday.date.slice(0, 10)),
  );
  return {
    name: 'office',
    version: 1,
    zone,
    week: { '1': day, '2': day, '3': day, '4': day, '5': day },
    days: Object.fromEntries([...new Set(free)].sort().map((date) => [date, []])),
  };
}
