import type { Colleague } from '../../db/queries/people-reading.ts';
import type { Reach } from '../../db/queries/reach.ts';
import type { Load } from '../../db/queries/task-load.ts';
import type { Reader } from '../access/reader.ts';
import type { TaskRow } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { dayText } from './day-text.ts';

type People = Map<string, Colleague>;
type Loads = Map<string, Load>;

/** Why a step waits, as far as one can see: nobody took it, its owner is away, or has more than he is meant to. */
export function causeOf(row: TaskRow, people: People, loads: Loads, reader: Pick<Reader, 'locale' | 'zone'>): string {
  const { locale } = reader;
  if (!row.assignee) return say(locale, row.groups.length === 0 ? 'cause.unnamed' : 'cause.nobody');
  const colleague = people.get(row.assignee.id);
  if (colleague?.awayUntil) return say(locale, 'cause.away', { name: row.assignee.name, until: dayText(colleague.awayUntil, reader) });
  const open = loads.get(row.assignee.id)?.open ?? 0;
  if (colleague && open > colleague.capacity) return say(locale, 'cause.full', { open, capacity: colleague.capacity });
  if (row.followUpAt) return say(locale, 'cause.callBack');
  return colleague ? say(locale, 'cause.open', { open, capacity: colleague.capacity }) : say(locale, 'cause.notDone');
}

export interface LoadRow {
  id: string;
  name: string;
  team: string | null;
  open: number;
  late: number;
  capacity: number;
  away: string | null;
}

/** People who work tasks, of the team asked for or of the teams one sees; fullest first. */
export function loadRows(people: People, loads: Loads, team: string | undefined, reach: Reach): LoadRow[] {
  const sees = (teams: string[]) =>
    team !== undefined ? teams.includes(team) : reach.all || teams.some((each) => reach.teams.includes(each));
  return [...people.values()]
    .filter((each) => each.active && (each.roles.includes('rep') || each.roles.includes('clerk')) && sees(each.teams))
    .map(({ id, name, teams, capacity, awayUntil }) => ({
      id,
      name,
      team: teams[0] ?? null,
      open: loads.get(id)?.open ?? 0,
      late: loads.get(id)?.late ?? 0,
      capacity,
      away: awayUntil?.toISOString() ?? null,
    }))
    .sort((a, b) => b.open / Math.max(1, b.capacity) - a.open / Math.max(1, a.capacity) || a.name.localeCompare(b.name));
}
