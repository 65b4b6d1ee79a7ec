import Holidays from 'date-holidays';

export interface Holiday {
  /** `2027-01-06`, a date of the country. */
  date: string;
  name: string;
}

/** Most years asked for at once. */
export const mostYears = 20;

/** Countries by ISO 3166 code -> name in the language asked for, and the regions of one. */
export function holidayCountries(language: string): { [code: string]: string } {
  return new Holidays().getCountries(language);
}

/**
 * Days off by law, substitute days too, of a country (`PL`) and, if given, one of its regions (`BY`), for the years from..to, by date.
 * Null: there is no such country or region. What a government moves from year to year (Russia's bridge days) is nobody's rule: those are
 * days of one's own.
 */
export function holidaysOf(country: string, region: string | undefined, from: number, to: number, language?: string): Holiday[] | null {
  const holidays = new Holidays();
  const code = country.toUpperCase();
  if (!Object.hasOwn(holidays.getCountries() ?? {}, code)) return null;
  if (region !== undefined && !Object.hasOwn(holidays.getStates(code) ?? {}, region.toUpperCase())) return null;
  if (region === undefined) holidays.init(code);
  else holidays.init(code, region.toUpperCase());
  const found = new Map<string, string>();
  for (let year = from; year <= Math.min(to, from + mostYears - 1); year++) {
    for (const { date, name, type } of holidays.getHolidays(year, language)) {
      const day = date.slice(0, 10);
      if (type === 'public' && !found.has(day)) found.set(day, name);
    }
  }
  return [...found].sort(([a], [b]) => (a < b ? -1 : 1)).map(([date, name]) => ({ date, name }));
}
