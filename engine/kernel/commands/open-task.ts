import type { EndedTask, Rejection, TaskState } from '../../contract/index.ts';
import type { UserTaskConfig } from '../../elements/user-task/config.ts';
import type { Execution } from '../execution.ts';
import { refuse } from '../rejection.ts';
import type { LiveVisit } from '../visit.ts';

export interface OpenTask {
  visit: LiveVisit<UserTaskConfig>;
  task: TaskState;
}

/** The open task of an element instance, or why there is none: completed by whom with which result, or ended by its deadline. */
export function openTask(exec: Execution, id: number): OpenTask | Rejection {
  const task = exec.instance(id)?.task;
  if (task) return { visit: exec.visit(id) as LiveVisit<UserTaskConfig>, task };
  const ended = exec.state.recentTasks?.findLast((each) => each.elementInstance === id);
  if (ended) return whyEnded(ended);
  if (exec.state.status !== 'open') return refuse('instanceEnded', 'The case has ended');
  return id <= exec.state.factNumber ? refuse('taskNotOpen', `Task ${id} is not open`) : refuse('notFound', `There is no task ${id}`);
}

export function isRejection<T extends object>(value: T | Rejection): value is Rejection {
  return 'ok' in value && value.ok === false;
}

function whyEnded({ element, how, outcome, reason, actor, at }: EndedTask): Rejection {
  const params = { how, outcome: outcome ?? null, actor, at, reason: reason ?? null };
  if (how === 'completed') {
    const result = outcome === undefined ? '' : ` with the result "${outcome}"`;
    return refuse('taskNotOpen', `The task was completed${result} by ${actor} at ${iso(at)}`, { element, params });
  }
  if (reason?.startsWith('timer:')) {
    return refuse('endedByDeadline', `The task was ended by its deadline at ${iso(at)}`, { element, params });
  }
  return refuse('taskNotOpen', `The task was taken back at ${iso(at)} (${reason ?? 'cancelled'})`, { element, params });
}

export function iso(at: number): string {
  return new Date(at).toISOString();
}
