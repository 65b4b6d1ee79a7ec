import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { CalendarView, calendarHours } from '../../api/contract/index.ts';
import { NotThere } from '../ops/frame.ts';
import { BadCall, type Flags, listOf, textOf, wholeNumber } from '../ops/options.ts';

/** What a calendar holds, as the API takes it. */
export type Hours = z.input<typeof calendarHours>;
type Times = [string, string][];

const times = z.array(z.tuple([z.string(), z.string()]));
const besides = z.unknown().optional();
const hoursFile = z
  .object({
    zone: z.string(),
    week: z.record(z.string(), times),
    days: z.record(z.string(), times).optional(),
    names: z.record(z.string(), z.string()).optional(),
    holidays: z.object({ country: z.string(), region: z.string().optional(), fromYear: z.number(), toYear: z.number() }).optional(),
    // As `calendars show --json` and a package's own calendar have them besides.
    ...{ name: z.string().optional(), version: z.number().optional(), versions: z.array(z.unknown()).optional() },
    ...{ isDefault: besides, inForce: besides, validFrom: besides, createdAt: besides, createdBy: besides },
  })
  .strict();

/** `basedOn`: the stored version that was edited, when the file came from `show --json` of this very calendar; another's says nothing of it. */
export function readHoursFile(path: string, calendar: string): { hours: Hours; basedOn?: number } {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new NotThere(`--file ${path}: ${(error as Error).message}`);
  }
  const read = hoursFile.safeParse(json);
  if (!read.success) {
    const said = read.error.issues.map((issue) => `${issue.path.join('.') || 'the file'}: ${issue.message}`);
    throw new NotThere(`--file ${path} is no calendar: ${said.slice(0, 5).join('; ')}.`);
  }
  const { zone, week, days, names, holidays, name, version, versions } = read.data;
  const edited = versions && (name ?? calendar) === calendar ? version : undefined;
  return { hours: { zone, week, days, names, holidays }, ...(edited === undefined ? {} : { basedOn: edited }) };
}

export function hoursOf({ zone, week, days, names }: CalendarView): Hours {
  return { zone, week, days, names };
}

/** With the days that `--close`, `--open`, `--usual`, `--country` and `--years` name. */
export function changedHours(hours: Hours, flags: Flags): Hours {
  const days: { [date: string]: Times } = { ...hours.days };
  const names: { [date: string]: string } = { ...hours.names };
  for (const given of listOf(flags, 'usual')) {
    delete days[given];
    delete names[given];
  }
  for (const given of listOf(flags, 'close')) {
    const [date, name] = parted(given);
    days[date] = [];
    if (name !== undefined) names[date] = name;
  }
  for (const given of listOf(flags, 'open')) {
    const [date, hours] = parted(given);
    if (hours === undefined) throw new BadCall(`--open ${given}: write DATE=09:00-13:00,14:00-17:00.`);
    days[date] = hours.split(',').map((part) => interval(part, `--open ${given}`));
  }
  const country = textOf(flags, 'country');
  if (country === undefined && flags.years === undefined && flags.region === undefined) return { ...hours, days, names };
  return { ...hours, days, names, holidays: { ...placeOf(country, flags), ...yearsOf(flags) } };
}

function placeOf(country: string | undefined, flags: Flags): { country: string; region?: string } {
  if (country === undefined) throw new BadCall('Whose days off? --country PL, with --years 2027-2029.');
  return { country, region: textOf(flags, 'region') };
}

/** `2027-2029`, `2027`; without it this year and the two after it. */
export function yearsOf(flags: Flags, now = Date.now()): { fromYear: number; toYear: number } {
  const given = textOf(flags, 'years');
  const thisYear = new Date(now).getUTCFullYear();
  if (given === undefined) return { fromYear: thisYear, toYear: thisYear + 2 };
  const [from = '', to = from, ...more] = given.split('-');
  if (more.length > 0) throw new BadCall(`--years ${given}: write 2027 or 2027-2029.`);
  return { fromYear: wholeNumber(from, '--years'), toYear: wholeNumber(to, '--years') };
}

function parted(given: string): [string, string | undefined] {
  const at = given.indexOf('=');
  return at < 0 ? [given, undefined] : [given.slice(0, at), given.slice(at + 1)];
}

function interval(part: string, place: string): [string, string] {
  const [from = '', to = '', ...more] = part.split('-');
  if (from === '' || to === '' || more.length > 0) throw new BadCall(`${place}: write DATE=09:00-13:00,14:00-17:00.`);
  return [from.trim(), to.trim()];
}

const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];

/** `09:00-13:00 14:00-18:00`, or `closed`. */
export function timesInWords(times: Times | undefined): string {
  return times && times.length > 0 ? times.map(([from, to]) => `${from}-${to}`).join(' ') : 'closed';
}

export function weekInWords(week: { [day: string]: Times }): string[] {
  return weekdays.map((day, index) => `${day}  ${timesInWords(week[String(index + 1)])}`);
}

/** What differs, a line each. Days that a country's law brings are not known before they are stored. */
export function differencesInWords(before: Hours | undefined, after: Hours): string[] {
  if (!before) return ['A new calendar.'];
  const lines = before.zone === after.zone ? [] : [`zone: ${before.zone} > ${after.zone}`];
  for (const [index, day] of weekdays.entries()) {
    const [was, is] = [before, after].map(({ week }) => timesInWords(week[String(index + 1)]));
    if (was !== is) lines.push(`${day}: ${was} > ${is}`);
  }
  const [old, now] = [before.days ?? {}, after.days ?? {}];
  for (const date of [...new Set([...Object.keys(old), ...Object.keys(now)])].sort()) {
    const [was, is] = [old, now].map((days) => (days[date] === undefined ? 'as its weekday' : timesInWords(days[date])));
    const name = after.names?.[date] ?? before.names?.[date];
    if (was !== is) lines.push(`${date}: ${was} > ${is}${name === undefined ? '' : ` (${name})`}`);
  }
  const { holidays } = after;
  if (holidays)
    lines.push(
      `days off by law: ${holidays.country}${holidays.region ? ` ${holidays.region}` : ''}, ${holidays.fromYear} to ${holidays.toYear}`,
    );
  return lines.length > 0 ? lines : ['Nothing differs but names.'];
}
