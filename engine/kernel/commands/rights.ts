import type { Actor, Rejection } from '../../contract/index.ts';
import type { Execution } from '../execution.ts';
import { refuse } from '../rejection.ts';
import { iso, type OpenTask } from './open-task.ts';

/** May give tasks to others and override guards. */
export function mayDirect(actor: Actor): boolean {
  return actor.roles.includes('supervisor') || actor.roles.includes('administrator') || isSystem(actor);
}

/** An operator's command that has to say why: why it is refused, or undefined. `does` and `ask` are what he is told. */
export function mustDirect(actor: Actor, does: string, reason: string, ask: string): Rejection | undefined {
  if (!mayDirect(actor)) return refuse('forbidden', `Only a supervisor or an administrator ${does}`);
  return reason.trim() === '' ? refuse('invalidCommand', ask) : undefined;
}

/** The runtime itself; no user's id begins like this. */
export function isSystem(actor: Actor): boolean {
  return actor.id.startsWith('system:');
}

/** May this actor take the task out of the pool? Tasks for nobody in particular are for everybody. */
export function isCandidate(actor: Actor, candidateGroups: string[]): boolean {
  return candidateGroups.length === 0 || candidateGroups.some((group) => actor.groups.includes(group) || actor.roles.includes(group));
}

/** Only the holder works on a task; one nobody holds, whoever might take it. Says who holds it, and since when. */
export function mayWork(exec: Execution, { visit, task }: OpenTask): Rejection | undefined {
  const { actor } = exec.ctx;
  if (exec.manner.overridden || isSystem(actor)) return undefined;
  const element = visit.element.id;
  if (task.assignee === null) {
    if (isCandidate(actor, task.candidateGroups)) return undefined;
    return refuse('forbidden', `The task is for ${task.candidateGroups.join(', ')}`, { element, params: { groups: task.candidateGroups } });
  }
  if (task.assignee === actor.id) return undefined;
  return held('notYours', { visit, task });
}

export function held(code: 'notYours' | 'alreadyClaimed', { visit, task }: OpenTask): Rejection {
  const since = task.claimedAt ?? task.createdAt;
  return refuse(code, `The task is with ${task.assignee} since ${iso(since)}`, {
    element: visit.element.id,
    params: { holder: task.assignee, at: since },
  });
}
