import type { Pause } from '../calendar/pauses.ts';
import type { TaskState, TimerState } from '../contract/index.ts';
import type { UserTaskConfig } from '../elements/user-task/config.ts';
import { type DeadlinePlan, isFixedDate, planByRule } from '../elements/user-task/deadline.ts';
import { rested } from './chain.ts';
import type { Execution } from './execution.ts';
import { good, type Result } from './failure.ts';
import type { LiveVisit } from './visit.ts';
import type { Clock } from './working-time.ts';

type TaskVisit = LiveVisit<UserTaskConfig>;

/** From when a task's deadline counts: its creation, or a later call-back. */
export function deadlineStart(task: TaskState): number {
  return Math.max(task.createdAt, task.followUpAt ?? task.createdAt);
}

/** The pause that lasts. */
export function standingPause(task: TaskState): Pause | undefined {
  const last = task.pauses?.at(-1);
  return last && last.to === undefined ? last : undefined;
}

/** The clock a task goes by now: its element's calendar, or the one the rules give. */
export function taskClock(visit: TaskVisit, task: TaskState): Result<Clock> {
  const calendar = visit.calendar(visit.config.deadline?.calendar, task.candidateGroups);
  return calendar.ok ? good({ calendar: calendar.value, zone: visit.zone }) : calendar;
}

/** What the stored rule gives with these pauses; null = the task's version has no deadline any more, or it never had one. */
export function planAgain(visit: TaskVisit, task: TaskState, pauses: Pause[]): Result<DeadlinePlan | null> {
  const { deadline } = visit.config;
  if (!deadline || task.dueRule === undefined) return good(null);
  const clock = taskClock(visit, task);
  if (!clock.ok) return clock;
  const basis = { element: visit.element.id, start: deadlineStart(task), armedAt: task.createdAt, pauses };
  return planByRule(deadline, task.dueRule, clock.value, basis, visit);
}

/** Takes a task's deadline away with its warnings and alerts: its version has none any more. Boundary timers are not touched. */
export function removeDeadline(exec: Execution, id: number, reason: string): void {
  const instance = exec.instance(id);
  const task = instance?.task;
  if (!instance || !task || task.dueRule === undefined) return;
  exec.cause = exec.emit({
    type: 'deadlineRemoved',
    version: 1,
    elementInstance: id,
    element: instance.element,
    ...(task.dueAt === undefined ? {} : { was: task.dueAt }),
    reason,
  });
  cancelAlerts(exec, id);
}

/** Cancels the warnings and alerts of a task that were not given yet. @returns them. */
export function cancelAlerts(exec: Execution, id: number): TimerState[] {
  const alerts = (exec.instance(id)?.timers ?? []).filter((timer) => timer.purpose !== 'event');
  for (const { id: timer } of alerts) exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer });
  return alerts;
}

/** Moves a task's deadline and the alerts not given yet to where the plan has them. Says so only where something moves. */
export function moveDeadline(
  exec: Execution,
  id: number,
  plan: DeadlinePlan,
  why: { why: 'calendar' | 'resumed'; pause?: Required<Pause> },
): void {
  const instance = exec.instance(id);
  const task = instance?.task;
  if (!instance || !task || task.dueAt === undefined || plan.dueAt === undefined) return;
  const { dueAt, warnAt, calendar, calendarVersion } = plan;
  const { element } = instance;
  const { pause } = why;
  const ends = [task.dueAt, ...(instance.timers ?? []).flatMap((timer) => (timer.purpose === 'event' ? [] : [timer.dueAt]))];
  // Kept where it moves nothing, too: closed hours may be open in another version, and a late task's alerts stand still as well.
  const stood = pause !== undefined && !isFixedDate(task.dueRule ?? '') && ends.some((end) => end > pause.from);
  const timers = (instance.timers ?? []).flatMap((timer) => {
    const planned = plan.timers.find((each) => isSameAlert(timer, each));
    if (!planned || planned.dueAt === timer.dueAt) return [];
    return [
      {
        was: timer.dueAt,
        timer: { ...rested(timer), dueAt: planned.dueAt, ...(calendar === undefined ? {} : { calendar, calendarVersion }) },
      },
    ];
  });
  if (stood || dueAt !== task.dueAt || warnAt !== task.warnAt) {
    exec.cause = exec.emit({
      ...{ type: 'taskRescheduled', version: 1, elementInstance: id, element, why: why.why, was: task.dueAt, dueAt },
      ...(stood ? { pause } : {}),
      ...(warnAt === undefined ? {} : { warnAt }),
      ...(calendar === undefined ? {} : { calendar, calendarVersion }),
    });
  }
  for (const each of timers) exec.emit({ type: 'timerRescheduled', version: 1, elementInstance: id, element, why: why.why, ...each });
}

/** One alert of a task, as armed and as planned anew. Event timers are none. */
export function isSameAlert(a: Omit<TimerState, 'id'>, b: Omit<TimerState, 'id'>): boolean {
  return (
    a.purpose !== 'event' &&
    a.purpose === b.purpose &&
    a.rule === b.rule &&
    a.alert?.to === b.alert?.to &&
    a.alert?.level === b.alert?.level
  );
}
