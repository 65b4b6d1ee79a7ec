import { catcherOf } from '../catchers.ts';
import { escalate as raise } from '../escalations.ts';
import { refuse, refuseValues } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { isRejection, openTask } from './open-task.ts';
import { mayWork } from './rights.ts';

/** The person asks for somebody to look at it: an escalation, which something around the task must catch. The task may stay open. */
export const escalate: Handler<'escalate'> = (exec, { task, code, variables }) => {
  const open = openTask(exec, task);
  if (isRejection(open)) return open;
  const denied = mayWork(exec, open);
  if (denied) return denied;
  const unfit = exec.data.admit(Object.entries(variables ?? {}), new Map());
  if (unfit) return refuseValues(unfit);
  if (!catcherOf(exec, task, 'escalation', code)) {
    return refuse('invalidCommand', `Nothing around the task catches the escalation "${code}"`, { element: open.visit.element.id });
  }
  raise(exec, task, { code, variables });
  return undefined;
};
