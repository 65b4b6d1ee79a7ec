import { listCalendarVersions } from '../../../db/queries/calendar-reading.ts';
import { type DoneTask, listDoneTasks } from '../../../db/queries/working-times.ts';
import { type TaskTimes, taskTimes } from '../../../engine/calendar/index.ts';
import type { CalendarDefinition } from '../../../engine/contract/index.ts';
import { reachOf } from '../../access/policy.ts';
import { workingTimes as route } from '../../contract/index.ts';
import { endpoint } from '../../endpoint.ts';
import { readInstant } from '../../http/instant.ts';
import { isRefusal, refuse } from '../../http/refusal.ts';
import { inForceAt } from '../../views/calendar.ts';
import { findElement, words } from '../../views/packages.ts';

const mostTasks = 20_000;
const usualSpanMs = 30 * 86_400_000;

export const getWorkingTimes = endpoint(route, async ({ query, reader, deps }) => {
  const to = query.to === undefined ? deps.now() : readInstant(query.to, 'to');
  if (isRefusal(to)) return to;
  const from = query.from === undefined ? to - usualSpanMs : readInstant(query.from, 'from');
  if (isRefusal(from)) return from;
  if (from >= to) return refuse(422, 'span', 'from must lie before to.', { place: 'from' });
  const span = { from: new Date(from), to: new Date(to), process: query.process, limit: mostTasks };
  const [tasks, versions] = await Promise.all([listDoneTasks(deps.db, reachOf(reader), span), listCalendarVersions(deps.db)]);
  const groups = new Map<string, { task: DoneTask; times: TaskTimes[] }>();
  for (const task of tasks) {
    const key = `${task.packageKey}/${task.element}`;
    const group = groups.get(key) ?? { task, times: [] };
    groups.set(key, group);
    group.times.push(timesOf(task, calendarOf(task, versions)));
  }
  const packages = await deps.packages.getAll([...groups.values()].map(({ task }) => task.packageHash));
  const items = [...groups.values()].map(({ task, times }) => {
    const pkg = packages.get(task.packageHash);
    return {
      process: task.packageKey,
      element: task.element,
      name: words(pkg, reader.locale, findElement(pkg, task.element)?.name ?? task.name),
      count: times.length,
      queueing: spread(times.map(({ queueingMs }) => queueingMs)),
      handling: spread(times.map(({ handlingMs }) => handlingMs)),
      paused: spread(times.map(({ pausedMs }) => pausedMs)),
    };
  });
  return { from: span.from.toISOString(), to: span.to.toISOString(), more: tasks.length === mostTasks, items };
});

type Versions = Awaited<ReturnType<typeof listCalendarVersions>>;

/** The calendar its deadline was computed with; for a task without a deadline the default that was in force when it was done. */
function calendarOf(task: DoneTask, versions: Versions): CalendarDefinition | null {
  if (task.calendar === null)
    return task.hasDeadline
      ? null
      : (inForceAt(
          versions.filter((row) => row.isDefault),
          task.endedAt.getTime(),
        )?.definition ?? null);
  const own = versions.filter((row) => row.name === task.calendar);
  const row = own.find(({ version }) => version === task.calendarVersion) ?? inForceAt(own, task.endedAt.getTime());
  return row?.definition ?? null;
}

function timesOf({ availableAt, claimedAt, endedAt, pauses }: DoneTask, calendar: CalendarDefinition | null): TaskTimes {
  const [available, ended] = [availableAt.getTime(), endedAt.getTime()];
  return taskTimes(calendar, { availableAt: available, claimedAt: claimedAt?.getTime() ?? null, endedAt: ended, pauses });
}

/** Mean, median and the ninth tenth, milliseconds. */
function spread(values: number[]) {
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
  return { mean: Math.round(sorted.reduce((sum, value) => sum + value, 0) / sorted.length), median: at(0.5), p90: at(0.9) };
}
