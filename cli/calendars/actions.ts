import { DateTime } from 'luxon';
import {
  type CalendarView,
  getCalendar,
  listCalendars,
  listHolidays,
  previewCalendar,
  saveCalendar,
  setCalendarRule,
} from '../../api/contract/index.ts';
import { Refused } from '../ops/client.ts';
import { type Action, answer, type Call, NotThere } from '../ops/frame.ts';
import { elementNames } from '../ops/names.ts';
import { BadCall, numberOf, textOf } from '../ops/options.ts';
import { printTable } from '../ops/print.ts';
import { changedHours, differencesInWords, type Hours, hoursOf, readHoursFile, timesInWords, weekInWords, yearsOf } from './hours.ts';

const oneCalendar = ['Which calendar? Its name stands in `calendars list`.'];
const changes = ['file', 'close', 'open', 'usual', 'country', 'region', 'years'] as const;

export const calendarActions: { [name: string]: Action } = {
  list: {
    takes: [],
    async run(call) {
      const list = await call.client.call(listCalendars, {});
      return answer(call, list, () => {
        printTable(
          call.streams,
          ['CALENDAR', 'DEFAULT', 'ZONE', 'VERSION', 'IN FORCE SINCE', 'NEXT VERSION'],
          list.items.map(({ name, isDefault, zone, version, validFrom, nextVersion: next }) => [
            ...[name, isDefault ? 'default' : null, zone, version, moment(validFrom, zone)],
            next && `${next.version} from ${moment(next.validFrom, zone)}`,
          ]),
        );
        if (list.rules.length > 0) {
          call.streams.out('\n');
          printTable(
            call.streams,
            ['WHO', 'VALUE', 'GOES BY'],
            list.rules.map((rule) => [rule.kind, rule.name === rule.value ? rule.value : `${rule.name} (${rule.value})`, rule.calendar]),
          );
        }
      });
    },
  },
  show: {
    words: oneCalendar,
    takes: ['version', 'at', 'all'],
    async run(call) {
      const { flags } = call;
      const query = { version: numberOf(flags, 'version')?.toString(), at: textOf(flags, 'at') };
      const calendar = await call.client.call(getCalendar, { params: { calendar: call.words[0] ?? '' }, query });
      return answer(call, calendar, () => show(call, calendar));
    },
  },
  preview: {
    words: oneCalendar,
    takes: changes,
    async run(call) {
      const { name, before, hours } = await wanted(call);
      const told = await call.client.call(previewCalendar, { params: { calendar: name }, body: hours });
      const names = told.moves.length > 0 && call.flags.json !== true ? await elementNames(call) : new Map<string, string>();
      return answer(call, told, () => {
        call.streams.out(`${differencesInWords(before, hours).join('\n')}\n`);
        if (told.moves.length > 0)
          printTable(
            call.streams,
            ['CASE', 'AT', 'WAS', `WOULD BE (${hours.zone})`],
            told.moves.map(({ instanceId, element, was, due }) => [
              ...[instanceId, names.get(element) ?? element, moment(was, hours.zone), moment(due, hours.zone)],
            ]),
          );
        const some = told.checked < told.cases ? `; ${told.checked} of ${told.cases} cases that may be concerned were computed` : '';
        call.streams.out(
          `${told.moves.length || 'None'} of the deadlines and timers of open cases would move${some}. Nothing was saved.\n`,
        );
      });
    },
  },
  save: {
    words: oneCalendar,
    takes: [...changes, 'from', 'default'],
    async run(call) {
      const { flags } = call;
      const { name, before, hours, basedOn } = await wanted(call);
      const validFrom = textOf(flags, 'from');
      const body = { ...hours, basedOn, isDefault: flags.default === true, validFrom };
      const told = await call.client.call(saveCalendar, { params: { calendar: name }, body });
      return answer(call, told, () => {
        call.streams.out(`${differencesInWords(before, hours).join('\n')}\n`);
        const since = validFrom === undefined ? 'in force at once' : `in force from ${validFrom}`;
        call.streams.out(`${name}: version ${told.version}, ${since}; ${casesOf(told.told)}.\n`);
      });
    },
  },
  holidays: {
    words: ['Of which country? Two letters, such as PL.'],
    takes: ['region', 'years'],
    async run(call) {
      const { fromYear, toYear } = yearsOf(call.flags);
      const query = { country: call.words[0] ?? '', region: textOf(call.flags, 'region'), fromYear, toYear };
      const list = await call.client.call(listHolidays, { query });
      return answer(call, list, () =>
        printTable(
          call.streams,
          ['DATE', 'NAME'],
          list.days.map(({ date, name }) => [date, name]),
        ),
      );
    },
  },
  rule: {
    words: [
      'Whose? team, region or customer.',
      'Which one? A team’s key, a region’s name, a customer’s id.',
      'By which calendar? Its name, or none.',
    ],
    takes: [],
    async run(call) {
      const [kind = '', value = '', calendar = ''] = call.words;
      if (kind !== 'team' && kind !== 'region' && kind !== 'customer') throw new BadCall(`${kind}: write team, region or customer.`);
      const body = { kind, value, calendar: calendar === 'none' ? null : calendar } as const;
      const told = await call.client.call(setCalendarRule, { body });
      return answer(call, told, () => {
        const goes = body.calendar === null ? 'has no calendar of its own' : `goes by ${calendar}`;
        call.streams.out(`${kind} ${value} ${goes}; ${casesOf(told.told)}.\n`);
      });
    },
  },
};

/** What the call would make of a calendar, and what it was made from. */
async function wanted(call: Call): Promise<{ name: string; before?: Hours; hours: Hours; basedOn: number }> {
  const [name = ''] = call.words;
  const stored = await newestOf(call, name);
  const file = textOf(call.flags, 'file');
  if (file === undefined && !stored) throw new NotThere(`There is no calendar ${name} yet: give --file with its zone and week.`);
  if (!changes.some((change) => call.flags[change] !== undefined))
    throw new BadCall('What is to change? --file, --close, --open, --usual, --country.');
  const read = file === undefined ? undefined : readHoursFile(file, name);
  const before = stored && hoursOf(stored);
  const hours = changedHours(read?.hours ?? (before as Hours), call.flags);
  return { name, before, hours, basedOn: read?.basedOn ?? stored?.version ?? 0 };
}

/** The newest version, also one that is not in force yet: the next one is made from it. */
async function newestOf({ client }: Call, calendar: string): Promise<CalendarView | undefined> {
  try {
    const current = await client.call(getCalendar, { params: { calendar } });
    const newest = current.versions[0]?.version ?? current.version;
    if (newest === current.version) return current;
    return await client.call(getCalendar, { params: { calendar }, query: { version: String(newest) } });
  } catch (error) {
    if (error instanceof Refused && error.problem.code === 'notFound') return undefined;
    throw error;
  }
}

function show(
  { streams, flags }: Call,
  calendar: CalendarView & { versions: { version: number; validFrom: string | null; createdBy: string | null }[] },
) {
  const { name, version, zone, isDefault, inForce, validFrom, days, names, week, versions } = calendar;
  const since = inForce ? `in force since ${moment(validFrom, zone)}` : `not in force now (from ${moment(validFrom, zone)})`;
  streams.out(`${name}, version ${version}, ${since}${isDefault ? ', the default' : ''}; ${zone}\n`);
  streams.out(`${weekInWords(week).join('\n')}\n`);
  const today = DateTime.now().setZone(zone).toISODate() ?? '';
  const shown = Object.keys(days).filter((date) => flags.all === true || date >= today);
  for (const date of shown) streams.out(`${date}  ${timesInWords(days[date])}${names[date] === undefined ? '' : `  ${names[date]}`}\n`);
  const earlier = Object.keys(days).length - shown.length;
  if (earlier > 0) streams.out(`… and ${earlier} days before today (--all)\n`);
  if (versions.length > 1) {
    streams.out('\n');
    printTable(
      streams,
      ['VERSION', 'IN FORCE FROM', 'BY'],
      versions.map((each) => [each.version, moment(each.validFrom, zone), each.createdBy]),
    );
  }
}

function moment(instant: string | null, zone: string): string {
  return instant === null ? 'always' : DateTime.fromISO(instant, { zone }).toFormat('ccc yyyy-LL-dd HH:mm', { locale: 'en' });
}

function casesOf(count: number): string {
  return count === 0
    ? 'no open case is concerned'
    : `${count} open case${count === 1 ? ' computes its' : 's compute their'} deadlines anew`;
}
