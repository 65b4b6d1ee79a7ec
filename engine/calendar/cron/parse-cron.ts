import { isZone } from '../zone.ts';
import { parseDays, parseWeekdays } from './day-fields.ts';
import { parseNumbers } from './number-field.ts';

/** A cron expression, read. Fields that allow everything are null. */
export interface Cron {
  /** IANA zone written before it (`CRON_TZ=Europe/Warsaw 0 9 * * *`). */
  zone?: string;
  seconds: number[];
  minutes: number[];
  hours: number[];
  /** The hour is `*`: it runs by real time, so an hour that clocks show twice counts twice. Else it fires once a day and time. */
  everyHour: boolean;
  months: ReadonlySet<number> | null;
  years: ReadonlySet<number> | null;
  days: MonthDays | null;
  weekdays: Weekdays | null;
  /** Both kinds of days given: true = either will do (POSIX, five fields), false = both must hold. */
  either: boolean;
}

export interface MonthDays {
  days: ReadonlySet<number>;
  /** `L` = 0, `L-3` = 3: days before the last. */
  fromLast: number[];
  /** `15W`: the working weekday nearest to it, in the same month. */
  nearest: number[];
  /** `LW`, `L-3W`. */
  nearestFromLast: number[];
}

/** Weekdays 0 (Sunday) to 6. */
export interface Weekdays {
  days: ReadonlySet<number>;
  /** `6L`: the last of the month. */
  last: number[];
  /** `6#3`: the third of the month. */
  nth: [weekday: number, n: number][];
}

const macros: { [name: string]: string } = {
  '@yearly': '0 0 1 1 *',
  '@annually': '0 0 1 1 *',
  '@monthly': '0 0 1 * *',
  '@weekly': '0 0 * * 0',
  '@daily': '0 0 * * *',
  '@midnight': '0 0 * * *',
  '@hourly': '0 * * * *',
};

export const firstYear = 1970;
export const lastYear = 2199;
const monthNames = ['JAN', 'FEB', 'MAR', 'APR', 'MAY', 'JUN', 'JUL', 'AUG', 'SEP', 'OCT', 'NOV', 'DEC'];

const known = new Map<string, Cron | null>();

/**
 * Five fields (POSIX crontab: minute hour day month weekday), six (second first) or seven (year last, as Quartz has it), or a macro
 * (`@daily`). Names, lists, ranges (over the end too), steps, `?`, `L`, `W`, `#`. Weekdays count from 0 or 7 = Sunday; with
 * a `?` or a year from 1 = Sunday, as Quartz counts. Null when the text is none of it.
 */
export function parseCron(text: string): Cron | null {
  const found = known.get(text);
  if (found !== undefined) return found;
  const cron = text.length > 300 ? null : read(text.trim());
  if (known.size > 2_000) known.clear();
  if (text.length <= 300) known.set(text, cron);
  return cron;
}

function read(text: string): Cron | null {
  const zoned = /^(?:CRON_)?TZ=(\S+)\s+(.*)$/.exec(text);
  const zone = zoned?.[1];
  if (zone !== undefined && !isZone(zone)) return null;
  const rest = zoned?.[2] ?? text;
  const fields = (Object.hasOwn(macros, rest.toLowerCase()) ? (macros[rest.toLowerCase()] as string) : rest).toUpperCase().split(/\s+/);
  if (fields.length < 5 || fields.length > 7) return null;
  const quartz = fields.length === 7 || (fields.length === 6 && fields.includes('?'));
  const [second, minute, hour, day, month, weekday, year] = (fields.length === 5 ? ['0', ...fields] : fields) as string[];
  const numbers = [
    parseNumbers(second as string, 0, 59),
    parseNumbers(minute as string, 0, 59),
    parseNumbers(hour as string, 0, 23),
    parseNumbers(month as string, 1, 12, monthNames),
    parseNumbers(year ?? '*', firstYear, lastYear),
  ];
  const days = parseDays(day as string);
  const weekdays = parseWeekdays(weekday as string, quartz);
  if (days === undefined || weekdays === undefined || (day === '?' && weekday === '?')) return null;
  const [seconds, minutes, hours, months, years] = numbers;
  if (!seconds || !minutes || !hours || !months || !years) return null;
  return {
    ...(zone === undefined ? {} : { zone }),
    seconds,
    minutes,
    hours,
    everyHour: hours.length === 24,
    months: months.length === 12 ? null : new Set(months),
    years: year === undefined || year === '*' ? null : new Set(years),
    days,
    weekdays,
    either: fields.length === 5,
  };
}
