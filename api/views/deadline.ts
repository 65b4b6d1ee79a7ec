import type { Db } from '../../db/database.ts';
import { findCalendar, findCalendarVersion } from '../../db/queries/calendar-reading.ts';
import { type DeadlineExplanation, explainDeadline, parseIsoDuration } from '../../engine/calendar/index.ts';
import type { CalendarDefinition, CompiledPackage, InstanceState } from '../../engine/contract/index.ts';
import type { Reader } from '../access/reader.ts';
import type { TaskDetail } from '../contract/index.ts';
import { deadlineSteps } from './deadline-steps.ts';
import { iso } from './task-row.ts';

interface Dated {
  elementInstance: number;
  dueAt: Date | null;
  pausedAt: Date | null;
  dueRule: string | null;
  calendar: string | null;
  calendarVersion: number | null;
  createdAt: Date;
  followUpAt: Date | null;
  state: InstanceState;
}

/** How the deadline came about: rule, start, calendar and its version, pauses, what was skipped, and the same in sentences. */
export async function deadlineOf(db: Db, pkg: CompiledPackage | undefined, task: Dated, reader: Reader): Promise<TaskDetail['deadline']> {
  if (!task.dueRule || !(task.dueAt || task.pausedAt)) return null;
  const calendar = await calendarOf(db, pkg, task);
  const startedAt = task.followUpAt && task.followUpAt > task.createdAt ? task.followUpAt : task.createdAt;
  const pauses = task.state.elements[task.elementInstance]?.task?.pauses ?? [];
  const told = parseIsoDuration(task.dueRule) ? explain(calendar, startedAt.getTime(), task.dueRule, pauses, reader.zone) : null;
  const [sentence = '', ...steps] = deadlineSteps({ ...task, rule: task.dueRule, startedAt, calendar, told, pauses }, reader);
  return {
    rule: task.dueRule,
    calendar: calendar?.name ?? null,
    version: calendar?.version ?? null,
    zone: calendar?.zone ?? null,
    startedAt: startedAt.toISOString(),
    dueAt: iso(task.dueAt),
    totalMs: told?.totalMs ?? null,
    used: (told?.used ?? []).map(({ from, to }) => ({ from: at(from), to: at(to) })),
    intervals: told?.intervals ?? 0,
    pauses: (told?.pauses ?? []).map(({ from, to, usedMs, leftMs }) => ({
      from: at(from),
      to: to === undefined ? null : at(to),
      usedMs,
      leftMs,
    })),
    specialDays: (told?.specialDays ?? []).map(({ date, name, closed }) => ({ date, name: name ?? null, closed })),
    sentence,
    steps,
  };
}

const at = (instant: number) => new Date(instant).toISOString();

/** The version it was computed with; of a row that does not say, the one in force when the task was made, or the package's own. */
async function calendarOf(db: Db, pkg: CompiledPackage | undefined, task: Dated): Promise<CalendarDefinition | null> {
  const { calendar: name, calendarVersion: version } = task;
  if (name === null) return null;
  const stored = version === null ? await findCalendar(db, name, task.createdAt) : await findCalendarVersion(db, name, version);
  return stored ?? pkg?.calendars.find((each) => each.name === name) ?? null;
}

/** Null: the calendar as it is now gives no deadline, and one that cannot be told must not keep the task from being shown. */
function explain(...[calendar, start, rule, pauses, zone]: Required<Parameters<typeof explainDeadline>>): DeadlineExplanation | null {
  try {
    return explainDeadline(calendar, start, rule, pauses, zone);
  } catch {
    return null;
  }
}
