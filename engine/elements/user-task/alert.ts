import type { TimerState, Variables } from '../../contract/index.ts';
import type { Execution } from '../../kernel/execution.ts';
import { createJob, notifyRetry } from '../../kernel/jobs.ts';

/** Somebody is told that a task is about to be late, or late: once for each timer, whenever it comes to fire. */
export function fireAlert(exec: Execution, id: number, timer: TimerState): void {
  const instance = exec.instance(id);
  const task = instance?.task;
  if (!instance || !task || !timer.alert) return;
  const { to, level } = timer.alert;
  const lateBy = exec.now - timer.dueAt;
  exec.cause = exec.emit({
    type: 'taskAlerted',
    version: 1,
    elementInstance: id,
    element: instance.element,
    level,
    to,
    ...(task.dueAt === undefined ? {} : { dueAt: task.dueAt }),
    lateBy,
  });
  const isLate = task.dueAt !== undefined && exec.now >= task.dueAt;
  const about: Variables = {
    level,
    task: task.name,
    element: instance.element,
    case: exec.state.instanceId,
    stage: exec.state.stage ?? null,
    due: task.dueAt === undefined ? null : new Date(task.dueAt).toISOString(),
    lateBy,
    overdueBy: isLate ? exec.now - (task.dueAt as number) : 0,
    assignee: task.assignee,
    groups: task.candidateGroups,
  };
  const input: Variables = {
    to,
    kind: isLate ? 'late' : 'needsYou',
    subject: `${task.name} ${isLate ? 'is late' : 'will be late soon'}`,
    code: isLate ? 'taskLate' : 'taskLateSoon',
    params: about,
    recordId: exec.state.records.find((record) => record.relation === 'owns')?.id ?? null,
    taskId: `${exec.state.instanceId}:${id}`,
    elementInstance: id,
    ...about,
  };
  createJob(exec, id, { type: 'notify', input, retry: notifyRetry }, true);
}
