import { parseIsoCycle, parseIsoDuration } from '../calendar/iso.ts';
import { addWorkingMs, NoWorkingTime, workingTimeBetween } from '../calendar/working-time.ts';
import type { CalendarDefinition, ElementInstance, TaskState, TaskTimes, TimerState } from '../contract/index.ts';
import { findCalendar } from './calendars.ts';
import type { Execution } from './execution.ts';

/** A time that is over in which a case stood still; epoch milliseconds. */
interface Pause {
  from: number;
  to: number;
}

/**
 * Adds the time a case stood still to whatever counts time: what was left of it when it was suspended is left of it now. With a calendar
 * that is working time, so a pause over closed hours costs nothing. What names a date (and an agreed call-back) stays.
 */
export function shiftTimes(exec: Execution, suspendedAt: number): void {
  for (const instance of Object.values(exec.state.elements)) {
    for (const timer of instance.timers ?? []) shiftTimer(exec, instance, timer, suspendedAt);
    if (instance.task) shiftTask(exec, instance, instance.task, suspendedAt);
  }
}

function shiftTimer(exec: Execution, instance: ElementInstance, timer: TimerState, suspendedAt: number): void {
  if (!countsTime(timer, instance.task)) return;
  const begins = timer.purpose === 'event' ? timer.armedAt : Math.max(timer.armedAt, instance.task?.followUpAt ?? 0);
  const pause = { from: Math.max(suspendedAt, begins), to: exec.now };
  const calendar = calendarOf(exec, instance, timer.calendar);
  const dueAt = shifted(calendar, timer.dueAt, pause);
  if (dueAt === timer.dueAt) return;
  const cycle = timer.purpose === 'event' && parseIsoCycle(timer.rule) !== null;
  exec.emit({
    type: 'timerShifted',
    version: 1,
    elementInstance: instance.id,
    timer: timer.id,
    element: timer.element,
    from: timer.dueAt,
    dueAt,
    ...(cycle ? { armedAt: timer.armedAt + pause.to - pause.from } : {}),
    frozenMs: left(calendar, timer.dueAt, pause),
  });
}

function shiftTask(exec: Execution, instance: ElementInstance, task: TaskState, suspendedAt: number): void {
  if (!isDuration(task.dueRule)) return;
  const pause = { from: Math.max(suspendedAt, task.createdAt, task.followUpAt ?? 0), to: exec.now };
  const calendar = calendarOf(exec, instance, task.calendar);
  const from: TaskTimes = {};
  const to: TaskTimes = {};
  for (const name of ['dueAt', 'warnAt'] as const) {
    const before = task[name];
    const after = before === undefined ? undefined : shifted(calendar, before, pause);
    if (before === undefined || after === undefined || after === before) continue;
    from[name] = before;
    to[name] = after;
  }
  if (Object.keys(to).length === 0) return;
  exec.emit({ type: 'taskShifted', version: 1, elementInstance: instance.id, element: instance.element, from, to });
}

/** Durations and cycles that begin when they are armed; not a date, nor a cycle with a beginning of its own. */
function countsTime(timer: TimerState, task: TaskState | undefined): boolean {
  if (timer.purpose !== 'event') return isDuration(task?.dueRule);
  return isDuration(timer.rule) || (parseIsoCycle(timer.rule) !== null && /^R\d*\/[^/]*$/.test(timer.rule.trim()));
}

function isDuration(rule: string | undefined): boolean {
  return rule !== undefined && parseIsoDuration(rule) !== null;
}

/** One that had come when the case was suspended, and had not fired yet, stays: it fires now. */
function shifted(calendar: CalendarDefinition | null, due: number, pause: Pause): number {
  if (due <= pause.from || pause.to <= pause.from) return due;
  if (!calendar) return due + pause.to - pause.from;
  try {
    return addWorkingMs(calendar, pause.to, workingTimeBetween(calendar, pause.from, due));
  } catch (error) {
    if (error instanceof NoWorkingTime) return due + pause.to - pause.from;
    throw error;
  }
}

function left(calendar: CalendarDefinition | null, due: number, pause: Pause): number {
  return calendar ? workingTimeBetween(calendar, pause.from, due) : due - pause.from;
}

function calendarOf(exec: Execution, instance: ElementInstance, name: string | undefined): CalendarDefinition | null {
  if (name === undefined) return null;
  const found = findCalendar(exec.ctx, exec.packageOf(instance), name);
  return found.ok ? found.calendar : null;
}
