import type { Variables } from '../../contract/index.ts';
import { isSafeName } from '../../contract/json.ts';
import { planDeadline } from '../../elements/user-task/deadline.ts';
import { jsonSize } from '../json-size.ts';
import { refuse } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { isRejection, openTask } from './open-task.ts';
import { held, isCandidate, mayDirect, mayWork } from './rights.ts';

export const claim: Handler<'claim'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const { actor } = exec.ctx;
  const { assignee, candidateGroups } = open.task;
  if (assignee === actor.id) return undefined;
  if (assignee !== null) return held('alreadyClaimed', open);
  if (!isCandidate(actor, candidateGroups) && !mayDirect(actor)) {
    return refuse('forbidden', `The task is for ${candidateGroups.join(', ')}`, {
      element: open.visit.element.id,
      params: { groups: candidateGroups },
    });
  }
  exec.emit({ type: 'taskClaimed', version: 1, elementInstance: command.task, assignee: actor.id });
  return undefined;
};

export const unclaim: Handler<'unclaim'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const { assignee } = open.task;
  if (assignee === null) return undefined;
  if (assignee !== exec.ctx.actor.id && !mayDirect(exec.ctx.actor)) return held('notYours', open);
  exec.emit({ type: 'taskUnclaimed', version: 1, elementInstance: command.task, from: assignee, ...because(command.reason) });
  return undefined;
};

export const assign: Handler<'assign'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  if (!mayDirect(exec.ctx.actor)) return refuse('forbidden', 'Only a supervisor gives tasks to others', { element: open.visit.element.id });
  const { assignee: from } = open.task;
  if (from === command.assignee) return undefined;
  exec.emit({
    type: 'taskAssigned',
    version: 1,
    elementInstance: command.task,
    assignee: command.assignee,
    from,
    ...because(command.reason),
  });
  return undefined;
};

/** Half-filled values are kept as they are; only names and sizes are checked. */
export const saveDraft: Handler<'saveDraft'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const denied = mayWork(exec, open);
  if (denied) return denied;
  const unfit = unfitDraft(command.draft, exec.ctx.limits.valueSize);
  if (unfit) return unfit;
  exec.emit({ type: 'draftSaved', version: 1, elementInstance: command.task, draft: command.draft });
  return undefined;
};

/** An agreed call-back: the task stays, is not due before then, and its deadline counts from there. */
export const defer: Handler<'defer'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const denied = mayDirect(exec.ctx.actor) ? undefined : mayWork(exec, open);
  if (denied) return denied;
  const { visit } = open;
  if (!(command.followUpAt > exec.now)) {
    const message = 'The call-back must lie in the future';
    return refuse('guard', message, { element: visit.element.id, fields: [{ path: 'followUpAt', code: 'past', message }] });
  }
  if (command.reason.trim() === '') {
    const message = 'Say why it is put off';
    return refuse('guard', message, { element: visit.element.id, fields: [{ path: 'reason', code: 'required', message }] });
  }
  const plan = planDeadline(visit.config.deadline, visit, visit.element.id, command.followUpAt, open.task.candidateGroups);
  if (!plan.ok) return refuse('invalidCommand', plan.failure.message, { element: visit.element.id });
  const { timers, ...due } = plan.value;
  for (const timer of visit.instance.timers ?? []) {
    if (timer.purpose !== 'event') exec.emit({ type: 'timerCancelled', version: 1, elementInstance: command.task, timer: timer.id });
  }
  exec.emit({
    type: 'taskDeferred',
    version: 2,
    elementInstance: command.task,
    followUpAt: command.followUpAt,
    reason: command.reason,
    ...due,
  });
  for (const timer of timers) visit.arm({ timer });
  return undefined;
};

function unfitDraft(draft: Variables, limit: number) {
  const unsafe = Object.keys(draft).find((name) => !name.split('.').every(isSafeName));
  if (unsafe !== undefined) return refuse('invalidCommand', `"${unsafe.slice(0, 50)}" cannot be the name of a field`);
  const size = jsonSize(draft);
  return size > limit
    ? refuse('tooLarge', `The draft has ${size} characters, ${limit} are allowed`, { params: { size, limit } })
    : undefined;
}

function because(reason: string | undefined): { reason?: string } {
  return reason === undefined ? {} : { reason };
}
