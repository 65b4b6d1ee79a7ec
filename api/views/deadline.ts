import type { Db } from '../../db/database.ts';
import { findCalendar } from '../../db/queries/calendar-reading.ts';
import type { CompiledPackage } from '../../engine/contract/index.ts';
import type { Reader } from '../access/reader.ts';
import type { TaskDetail } from '../contract/index.ts';
import { say } from '../texts/text.ts';
import { momentText } from './day-text.ts';
import { durationText } from './span-text.ts';

interface Dated {
  dueAt: Date | null;
  dueRule: string | null;
  calendar: string | null;
  createdAt: Date;
  followUpAt: Date | null;
}

/** How the deadline came about: rule, calendar, start, and the same as a sentence. */
export async function deadlineOf(db: Db, pkg: CompiledPackage | undefined, task: Dated, reader: Reader): Promise<TaskDetail['deadline']> {
  if (!task.dueAt || !task.dueRule) return null;
  const roundTheClock = task.calendar === 'none';
  const own = pkg?.calendars.find((calendar) => calendar.name === task.calendar);
  const calendar = roundTheClock ? undefined : ((await findCalendar(db, task.calendar)) ?? own);
  const startedAt = task.followUpAt && task.followUpAt > task.createdAt ? task.followUpAt : task.createdAt;
  const sentence = say(reader.locale, calendar ? 'deadline.working' : 'deadline.clock', {
    rule: durationText(task.dueRule, reader.locale),
    start: momentText(startedAt, reader),
    due: momentText(task.dueAt, reader),
    calendar: calendar?.name ?? '',
  });
  return { rule: task.dueRule, calendar: calendar?.name ?? null, startedAt: startedAt.toISOString(), sentence };
}
