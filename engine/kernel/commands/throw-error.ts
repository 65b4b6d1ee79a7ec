import { catcherOf } from '../catchers.ts';
import { throwError as raise } from '../errors.ts';
import { refuse, refuseValues } from '../rejection.ts';
import type { Handler } from './handler.ts';
import { isRejection, openTask } from './open-task.ts';
import { mayWork } from './rights.ts';

/** The person says that the step cannot be done: a BPMN error, which something around the task must catch. */
export const throwError: Handler<'throwError'> = (exec, command) => {
  const open = openTask(exec, command.task);
  if (isRejection(open)) return open;
  const denied = mayWork(exec, open);
  if (denied) return denied;
  const unfit = exec.data.admit(Object.entries(command.variables ?? {}), new Map());
  if (unfit) return refuseValues(unfit);
  if (!catcherOf(exec, command.task, 'error', command.code)) {
    return refuse('invalidCommand', `Nothing around the task catches the error "${command.code}"`, { element: open.visit.element.id });
  }
  raise(exec, command.task, { code: command.code, message: command.message, variables: command.variables });
  return undefined;
};
