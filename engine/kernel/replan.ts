import { cycleFiringAt, parseCycle } from '../calendar/cycle.ts';
import { parseIsoDuration } from '../calendar/iso.ts';
import type { Pause } from '../calendar/pauses.ts';
import { NoWorkingTime } from '../calendar/working-time.ts';
import type { ElementInstance, TimerState } from '../contract/index.ts';
import type { UserTaskConfig } from '../elements/user-task/config.ts';
import { clockOf } from './calendars.ts';
import { rested } from './chain.ts';
import { moveDeadline, planAgain, removeDeadline, standingPause } from './deadlines.ts';
import type { Execution } from './execution.ts';
import { resumedTimer } from './resumed-timer.ts';
import type { LiveVisit } from './visit.ts';
import { type Clock, durationAfter, movedOn } from './working-time.ts';

/**
 * Computes anew, from rule, start and pauses as they are stored, every deadline and timer whose calendar is another or has
 * another version than it was computed with. A deadline that the task's version does not have any more goes. Timers that are
 * due already stay; alerts that were given are not given again. Says nothing where nothing moves.
 */
export function replan(exec: Execution): void {
  for (const instance of Object.values(exec.state.elements)) {
    exec.cause = 0;
    if (instance.task) replanTask(exec, instance);
    for (const timer of instance.timers ?? []) if (timer.purpose === 'event') replanTimer(exec, instance, timer);
  }
}

/**
 * The instance was suspended from `suspendedAt` until now: every clock goes on with the time it had left (see `resumedTimer`).
 * A deadline that stands still for a reason of its own is left to `resumeDeadline`. Calendars that changed meanwhile count.
 */
export function resumeClocks(exec: Execution, suspendedAt: number, cause = 0): void {
  const pause = { from: suspendedAt, to: exec.now };
  for (const instance of Object.values(exec.state.elements)) {
    exec.cause = cause;
    const { task } = instance;
    if (task?.dueAt !== undefined && !standingPause(task)) {
      const plan = planAgain(visitOf(exec, instance), task, [...(task.pauses ?? []), pause]);
      if (plan.ok && plan.value) moveDeadline(exec, instance.id, plan.value, { why: 'resumed', pause });
    }
    for (const timer of instance.timers ?? []) {
      if (timer.purpose !== 'event' || timer.parked) continue;
      // An operator may have armed it meanwhile.
      const stood = { ...pause, from: Math.max(pause.from, timer.armedAt) };
      tell(exec, instance, timer, resumed(timer, stood, clockOf(exec.ctx, exec.packageOf(instance), timer.calendar)), 'resumed');
    }
  }
  replan(exec);
}

/** What was left by a calendar that is another now is left by nobody's hours: then it is computed from its rule. */
function resumed(timer: TimerState, pause: Required<Pause>, clock: Clock): TimerState | null {
  const after = working(() => resumedTimer(timer, pause, clock));
  if (!after || after.pauses === timer.pauses || !clock.calendar || clock.calendar.version === timer.calendarVersion) return after;
  const dueAt = working(() => dueOf(after, clock));
  return dueAt === null ? null : { ...after, dueAt, calendarVersion: clock.calendar.version };
}

function replanTask(exec: Execution, instance: ElementInstance): void {
  const { task } = instance;
  if (task?.dueRule === undefined) return;
  const visit = visitOf(exec, instance);
  if (!visit.config.deadline) {
    removeDeadline(exec, instance.id, 'notInVersion');
    return;
  }
  // One that stands still is computed when it goes on.
  if (standingPause(task)) return;
  const plan = planAgain(visit, task, (task.pauses ?? []) as Pause[]);
  if (!plan.ok || !plan.value) return;
  const { calendar, calendarVersion } = plan.value;
  if (calendar === task.calendar && calendarVersion === task.calendarVersion) return;
  moveDeadline(exec, instance.id, plan.value, { why: 'calendar' });
}

function replanTimer(exec: Execution, instance: ElementInstance, timer: TimerState): void {
  if (timer.calendar === undefined || timer.parked || timer.dueAt <= exec.now) return;
  const clock = clockOf(exec.ctx, exec.packageOf(instance), timer.calendar);
  if (!clock.calendar || clock.calendar.version === timer.calendarVersion) return;
  const dueAt = working(() => dueOf(timer, clock));
  if (dueAt === null || dueAt === timer.dueAt) return;
  tell(exec, instance, timer, { ...timer, dueAt, calendarVersion: clock.calendar.version }, 'calendar');
}

/** When the timer's firing is due by this clock; null = its rule is nothing a calendar moves. */
export function dueOf(timer: TimerState, clock: Clock): number | null {
  if (parseIsoDuration(timer.rule)) {
    const plain = durationAfter(clock, timer.armedAt, timer.rule);
    const moved = plain.ok ? movedOn(clock, timer.armedAt, plain.value, timer.pauses ?? []) : plain;
    return moved.ok ? moved.value : null;
  }
  const cycle = parseCycle(timer.rule);
  const before = timer.previousAt ?? timer.armedAt;
  const plain = cycle && cycleFiringAt(cycle, timer.firing ?? 0, timer.armedAt, before, clock);
  if (plain === null) return null;
  const moved = movedOn(clock, before, plain, timer.pauses ?? []);
  return moved.ok ? moved.value : null;
}

function tell(exec: Execution, instance: ElementInstance, before: TimerState, timer: TimerState | null, why: 'calendar' | 'resumed'): void {
  if (!timer || timer === before) return;
  const { id: elementInstance } = instance;
  exec.emit({
    type: 'timerRescheduled',
    version: 1,
    elementInstance,
    element: timer.element,
    why,
    was: before.dueAt,
    timer: rested(timer),
  });
}

/** A calendar without working time moves nothing. */
export function working<Value>(compute: () => Value): Value | null {
  try {
    return compute();
  } catch (error) {
    if (error instanceof NoWorkingTime) return null;
    throw error;
  }
}

function visitOf(exec: Execution, { id }: ElementInstance): LiveVisit<UserTaskConfig> {
  return exec.visit(id) as LiveVisit<UserTaskConfig>;
}
