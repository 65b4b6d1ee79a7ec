import { parseIsoDuration } from '../../calendar/iso.ts';
import type { Pause } from '../../calendar/pauses.ts';
import type { TaskState, TimerState } from '../../contract/index.ts';
import type { Place } from '../../kernel/behaviour.ts';
import { bad, good, type Result } from '../../kernel/failure.ts';
import { type Clock, durationAfter, durationBefore, movedOn, shareBetween } from '../../kernel/working-time.ts';
import type { Deadline } from './config.ts';

export type DeadlinePlan = Pick<TaskState, 'dueAt' | 'warnAt' | 'calendar' | 'calendarVersion' | 'dueRule'> & {
  timers: Omit<TimerState, 'id'>[];
};

/** From when a deadline counts, when its timers are armed, and when its clock stood still (pauses that are over). */
export interface DeadlineBasis {
  element: string;
  start: number;
  armedAt: number;
  pauses: Pause[];
}

/**
 * Due, warning and alerts of a task counted from `start`: its creation, or the call-back that was agreed. A warning nobody is
 * named for goes to the assignee. A rule that gives null means: no deadline this time. `groups`: the task's, for the calendar.
 */
export function planDeadline(
  deadline: Deadline | undefined,
  place: Place,
  element: string,
  start: number,
  groups: string[],
): Result<DeadlinePlan> {
  if (!deadline) return good({ timers: [] });
  const calendar = place.calendar(deadline.calendar, groups);
  if (!calendar.ok) return calendar;
  const rule = place.textOrFeel(deadline.due);
  if (!rule.ok) return rule;
  if (rule.value === null) return good({ timers: [] });
  if (typeof rule.value !== 'string') return bad('timer', `"${deadline.due}" gives neither a duration nor a date`);
  const clock: Clock = { calendar: calendar.value, zone: place.zone };
  return planByRule(deadline, rule.value, clock, { element, start, armedAt: place.now, pauses: [] }, place);
}

/** A deadline that is a date does not stand still, and its alerts neither. */
export function isFixedDate(rule: string): boolean {
  return parseIsoDuration(rule) === null;
}

/** The plan of a rule that was evaluated before: what a changed calendar, or a pause that is over, makes of it. */
export function planByRule(
  deadline: Deadline,
  rule: string,
  clock: Clock,
  basis: DeadlineBasis,
  place: Pick<Place, 'instant'>,
): Result<DeadlinePlan> {
  const { start } = basis;
  const pauses = isFixedDate(rule) ? [] : basis.pauses;
  const dueAt = isFixedDate(rule) ? dateOf(rule, place) : durationAfter(clock, start, rule);
  if (!dueAt.ok) return dueAt;
  const warnAt = deadline.warn === undefined ? good(undefined) : warningAt(deadline.warn, clock, start, dueAt.value);
  if (!warnAt.ok) return warnAt;
  const moved = (instant: number) => movedOn(clock, start, instant, pauses);
  const due = moved(dueAt.value);
  const warn = warnAt.value === undefined ? good(undefined) : moved(warnAt.value);
  const timers = planAlerts(deadline, clock, { dueAt: dueAt.value, warnAt: warnAt.value }, { ...basis, pauses });
  if (!due.ok) return due;
  if (!warn.ok) return warn;
  if (!timers.ok) return timers;
  return good({
    dueAt: due.value,
    ...(warn.value === undefined ? {} : { warnAt: warn.value }),
    ...(clock.calendar ? { calendar: clock.calendar.name, calendarVersion: clock.calendar.version } : {}),
    dueRule: rule,
    timers: timers.value,
  });
}

function warningAt(rule: string, clock: Clock, start: number, dueAt: number): Result<number | undefined> {
  const percent = /^\s*(\d{1,3}(?:\.\d+)?)\s*%\s*$/.exec(rule)?.[1];
  if (percent === undefined) return durationBefore(clock, dueAt, rule);
  return shareBetween(clock, start, dueAt, Math.min(100, Number(percent)));
}

interface Times {
  dueAt: number;
  warnAt?: number;
}

function planAlerts(deadline: Deadline, clock: Clock, times: Times, basis: DeadlineBasis): Result<Omit<TimerState, 'id'>[]> {
  const alerts = [...deadline.alerts];
  if (times.warnAt !== undefined && !alerts.some(({ at }) => at === 'warn')) alerts.unshift({ at: 'warn', to: 'assignee', level: 'warn' });
  const timers: Omit<TimerState, 'id'>[] = [];
  for (const { at, to, level } of alerts) {
    const plain = alertAt(at, clock, times);
    if (!plain.ok) return plain;
    if (plain.value === undefined) continue;
    const dueAt = movedOn(clock, basis.start, plain.value, basis.pauses);
    if (!dueAt.ok) return dueAt;
    timers.push({
      purpose: at === 'warn' ? 'warn' : 'alert',
      element: basis.element,
      dueAt: dueAt.value,
      rule: at,
      ...(clock.calendar ? { calendar: clock.calendar.name, calendarVersion: clock.calendar.version } : {}),
      armedAt: basis.armedAt,
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

function dateOf(text: string, place: Pick<Place, 'instant'>): Result<number> {
  const instant = place.instant(text);
  return instant === null ? bad('timer', `"${text}" is neither a duration nor a date`) : good(instant);
}
