import { runWithPauses } from '../../calendar/pauses.ts';
import type { DeadlinePause, Rejection, TaskState } from '../../contract/index.ts';
import { isFixedDate } from '../../elements/user-task/deadline.ts';
import { cancelAlerts, deadlineStart, isSameAlert, planAgain, removeDeadline, standingPause, taskClock } from '../deadlines.ts';
import type { Execution } from '../execution.ts';
import { refuse } from '../rejection.ts';
import { replan as replanAll } from '../replan.ts';
import { durationAfter } from '../working-time.ts';
import type { Handler } from './handler.ts';
import { iso, isRejection, type OpenTask, openTask } from './open-task.ts';
import { mayDirect, mayWork } from './rights.ts';

/** The clock of the deadline stands still: the next move is the customer's. What is left is kept, and nobody is warned. */
export const pauseDeadline: Handler<'pauseDeadline'> = (exec, command) => {
  const open = workable(exec, command.task);
  if (isRejection(open)) return open;
  const { task, visit } = open;
  const why = cannotPause(exec, task, command.reason);
  if (why) return refuse('guard', why, { element: visit.element.id });
  const { dueAt, dueRule, pauses = [] } = task as TaskState & { dueAt: number; dueRule: string };
  const clock = taskClock(visit, task);
  if (!clock.ok) return refuse('guard', clock.failure.message, { element: visit.element.id });
  const plain = durationAfter(clock.value, deadlineStart(task), dueRule);
  if (!plain.ok) return refuse('guard', plain.failure.message, { element: visit.element.id });
  const run = runWithPauses(clock.value.calendar, deadlineStart(task), plain.value, [...pauses, { from: exec.now }]);
  const { usedMs = 0, leftMs = run.totalMs } = run.pauses.at(-1) ?? {};
  exec.cause = exec.emit({
    type: 'deadlinePaused',
    version: 1,
    elementInstance: command.task,
    element: visit.element.id,
    reason: command.reason,
    ...{ dueAt, usedMs, leftMs },
    stopped: (visit.instance.timers ?? []).filter((timer) => timer.purpose !== 'event'),
  });
  cancelAlerts(exec, command.task);
  return undefined;
};

/** The clock goes on with what was left. Warnings and alerts that had been given are not given again. */
export const resumeDeadline: Handler<'resumeDeadline'> = (exec, { task: id }) => {
  const open = workable(exec, id);
  if (isRejection(open)) return open;
  const { task, visit } = open;
  const standing = standingPause(task);
  if (!standing) return refuse('guard', 'The deadline does not stand still', { element: visit.element.id });
  const pauses = (task.pauses as DeadlinePause[]).map((pause) => (pause === standing ? { ...pause, to: exec.now } : pause));
  const plan = planAgain(visit, task, pauses);
  if (!plan.ok) return refuse('guard', plan.failure.message, { element: visit.element.id });
  if (!plan.value) {
    removeDeadline(exec, id, 'notInVersion');
    return undefined;
  }
  const { dueAt, warnAt, calendar, calendarVersion, timers } = plan.value;
  const stopped = task.stopped ?? [];
  exec.cause = exec.emit({
    ...{ type: 'deadlineResumed', version: 1, elementInstance: id, element: visit.element.id, pausedAt: standing.from },
    dueAt: dueAt as number,
    ...(warnAt === undefined ? {} : { warnAt }),
    ...(calendar === undefined ? {} : { calendar, calendarVersion }),
  });
  for (const timer of stopped) {
    const planned = timers.find((each) => isSameAlert(timer, each));
    if (planned) visit.arm({ timer: { ...planned, armedAt: timer.armedAt } });
  }
  return undefined;
};

/** Sent by the runtime when a calendar changed, once to each case that refers to it. */
export const replan: Handler<'replan'> = (exec) => {
  if (!mayDirect(exec.ctx.actor)) return refuse('forbidden', 'Only a supervisor has deadlines computed anew');
  if (exec.state.status !== 'open') return refuse('instanceEnded', 'The case has ended');
  replanAll(exec);
  return undefined;
};

function workable(exec: Execution, id: number): OpenTask | Rejection {
  const open = openTask(exec, id);
  if (isRejection(open)) return open;
  return (mayDirect(exec.ctx.actor) ? undefined : mayWork(exec, open)) ?? open;
}

function cannotPause(exec: Execution, task: TaskState, reason: string): string | undefined {
  const standing = standingPause(task);
  if (standing) return `The deadline stands still since ${iso(standing.from)}`;
  if (task.dueAt === undefined || task.dueRule === undefined) return 'The task has no deadline that could stand still';
  if (isFixedDate(task.dueRule)) return `The deadline is a date (${iso(task.dueAt)}), which does not stand still`;
  if (task.dueAt <= exec.now) return `The task is late since ${iso(task.dueAt)}: there is nothing left to stand still`;
  return reason.trim() === '' ? 'Say why the deadline stands still' : undefined;
}
