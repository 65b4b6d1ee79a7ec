import type { CalendarDefinition } from '../../engine/contract/index.ts';
import { holidaysOf } from '../holidays/holidays-of.ts';

const day: [string, string][] = [
  ['09:00', '13:00'],
  ['14:00', '18:00'],
];

/** Monday to Friday 9 to 18, lunch 13 to 14, without the public holidays of the country; for the years around `year`. */
export function officeCalendar(year: number, country: string, zone: string): CalendarDefinition {
  const holidays = holidaysOf(country, undefined, year - 2, year + 2) ?? [];
  return {
    name: 'office',
    version: 1,
    zone,
    week: { '1': day, '2': day, '3': day, '4': day, '5': day },
    days: Object.fromEntries(holidays.map(({ date }) => [date, []])),
    names: Object.fromEntries(holidays.map(({ date, name }) => [date, name])),
  };
}
