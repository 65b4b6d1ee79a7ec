import { countLoads } from '../../../db/queries/task-load.ts';
import { suggestAssignees as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { isRefusal } from '../../http/refusal.ts';
import { say } from '../../texts/text.ts';
import { dayText } from '../../views/day-text.ts';
import { seenTask } from '../../views/task-command.ts';

const most = 8;

/** Who does tasks: all of them may be given one that nobody is named for. */
const working = new Set(['rep', 'clerk', 'supervisor']);

/** Colleagues of the groups the task is offered to, present ones with most room first. */
export const suggestAssignees = endpoint(route, async (call) => {
  const { deps, reader } = call;
  const task = await seenTask(call, call.params.task);
  if (isRefusal(task)) return task;
  const [people, loads] = await Promise.all([deps.people.all(), countLoads(deps.db, new Date(deps.now()))]);
  const fitting = [...people.values()].filter(
    (each) =>
      each.active &&
      each.id !== task.assignee &&
      (task.groups.length === 0
        ? each.roles.some((role) => working.has(role))
        : task.groups.some((group) => each.teams.includes(group) || each.roles.includes(group))),
  );
  const items = fitting
    .map((each) => {
      const { id, name, capacity, awayUntil } = each;
      const open = loads.get(id)?.open ?? 0;
      const away = awayUntil && dayText(awayUntil, reader);
      const why = away
        ? say(reader.locale, 'suggest.away', { until: away })
        : say(reader.locale, open >= capacity ? 'suggest.full' : 'suggest.room', { open, capacity });
      return { id, name, open, capacity, why, rank: (away ? 2 : 0) + open / Math.max(capacity, 1) };
    })
    .sort((a, b) => a.rank - b.rank || a.name.localeCompare(b.name))
    .slice(0, most);
  return { items: items.map(({ rank: _rank, ...item }) => item) };
});
