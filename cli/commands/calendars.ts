import { calendarActions } from '../calendars/actions.ts';
import { runFamily } from '../ops/frame.ts';
import type { Command } from './command.ts';

const usage = `Usage: perennial calendars SUBCOMMAND [--json]
  list                                    calendars in force, and which team, region or customer goes by which
  show CALENDAR [--version N | --at INSTANT] [--all]
                                          its week and days that differ; with --json what \`save --file\` takes again
  preview CALENDAR CHANGE …               which deadlines and timers of open cases it would move, from when to when; saves nothing
  save CALENDAR CHANGE … [--from INSTANT] [--default]
                                          the next version, in force at once or from then on; open cases compute their deadlines anew,
                                          with --default those of all who have no other calendar (\`preview\` first)
  holidays COUNTRY [--region R] [--years 2027-2029]
                                          days off by law, this year and the two after it
  rule team|region|customer VALUE CALENDAR|none
                                          by which calendar they go; none = no calendar of their own
CHANGE: --file FILE.json                  { "zone", "week": { "1": [["09:00", "17:00"]] }, "days", "names" }: the whole calendar, else the newest version
        --close DATE[=NAME] …             closed that day
        --open DATE=09:00-13:00,14:00-17:00 …
        --usual DATE …                    as its weekday again
        --country PL [--region R] [--years 2027-2029]
                                          days off by law, where the calendar says nothing of a day itself
Exit code: 0 = done; 1 = refused, not there or not reachable; 2 = wrong call.
Where: PERENNIAL_URL (http://127.0.0.1:8080 without it). Who: PERENNIAL_LOGIN and PERENNIAL_PASSWORD of a process owner or an administrator.
`;

/** The installation's working time, by its API. */
export const calendars: Command = (args, streams) =>
  runFamily({ name: 'calendars', who: 'a process owner or an administrator', usage, actions: calendarActions }, args, streams);
