import { parseIsoDuration } from '../../calendar/iso.ts';
import type { TaskState, TimerState } from '../../contract/index.ts';
import type { Place } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';
import { type Clock, durationAfter, durationBefore, shareBetween } from '../../kernel/working-time.ts';
import type { Deadline } from './config.ts';

export type DeadlinePlan = Pick<TaskState, 'dueAt' | 'warnAt' | 'calendar' | 'dueRule'> & { timers: Omit<TimerState, 'id'>[] };

/**
 * Due, warning and alerts of a task counted from `start`: its creation, or the call-back that was agreed. A warning nobody is
 * named for goes to the assignee. A rule that gives null means: no deadline this time.
 */
export function planDeadline(deadline: Deadline | undefined, place: Place, element: string, start: number): Result<DeadlinePlan> {
  if (!deadline) return good({ timers: [] });
  const calendar = place.calendar(deadline.calendar);
  if (!calendar.ok) return calendar;
  const clock: Clock = { calendar: calendar.value, zone: place.zone };
  const rule = place.textOrFeel(deadline.due);
  if (!rule.ok) return rule;
  if (rule.value === null) return good({ timers: [] });
  if (typeof rule.value !== 'string') return bad('timer', `"${deadline.due}" gives neither a duration nor a date`);
  const dueAt = parseIsoDuration(rule.value) ? durationAfter(clock, start, rule.value) : dateOf(rule.value, place);
  if (!dueAt.ok) return dueAt;
  const warnAt = deadline.warn === undefined ? good(undefined) : warningAt(deadline.warn, clock, start, dueAt.value);
  if (!warnAt.ok) return warnAt;
  const timers = planAlerts(deadline, clock, { element, start: place.now, dueAt: dueAt.value, warnAt: warnAt.value });
  if (!timers.ok) return timers;
  return good({
    dueAt: dueAt.value,
    ...(warnAt.value === undefined ? {} : { warnAt: warnAt.value }),
    ...(clock.calendar ? { calendar: clock.calendar.name } : {}),
    dueRule: rule.value,
    timers: timers.value,
  });
}

function warningAt(rule: string, clock: Clock, start: number, dueAt: number): Result<number | undefined> {
  const percent = /^\s*(\d{1,3}(?:\.\d+)?)\s*%\s*$/.exec(rule)?.[1];
  if (percent === undefined) return durationBefore(clock, dueAt, rule);
  return shareBetween(clock, start, dueAt, Math.min(100, Number(percent)));
}

interface Times {
  element: string;
  start: number;
  dueAt: number;
  warnAt?: number;
}

function planAlerts(deadline: Deadline, clock: Clock, times: Times): Result<Omit<TimerState, 'id'>[]> {
  const alerts = [...deadline.alerts];
  if (times.warnAt !== undefined && !alerts.some(({ at }) => at === 'warn')) alerts.unshift({ at: 'warn', to: 'assignee', level: 'warn' });
  const timers: Omit<TimerState, 'id'>[] = [];
  for (const { at, to, level } of alerts) {
    const dueAt = alertAt(at, clock, times);
    if (!dueAt.ok) return dueAt;
    if (dueAt.value === undefined) continue;
    timers.push({
      purpose: at === 'warn' ? 'warn' : 'alert',
      element: times.element,
      dueAt: dueAt.value,
      rule: at,
      ...(clock.calendar ? { calendar: clock.calendar.name, calendarVersion: clock.calendar.version } : {}),
      armedAt: times.start,
      alert: { to, level },
    });
  }
  return good(timers);
}

/** `warn`, `late`, `late+P1D`. */
function alertAt(at: string, clock: Clock, { dueAt, warnAt }: Times): Result<number | undefined> {
  if (at === 'warn') return good(warnAt);
  if (at === 'late') return good(dueAt);
  if (at.startsWith('late+')) return durationAfter(clock, dueAt, at.slice(5));
  return bad('timer', `"${at}" is no time of an alert: warn, late, or late+ and a duration`);
}

function dateOf(text: string, place: Place): Result<number> {
  const instant = place.instant(text);
  return instant === null ? bad('timer', `"${text}" is neither a duration nor a date`) : good(instant);
}
