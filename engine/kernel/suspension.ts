import type { Command, HeldResult, Rejection } from '../contract/index.ts';
import { holderOf } from './commands/jobs.ts';
import { iso } from './commands/open-task.ts';
import type { Execution } from './execution.ts';
import { refuse } from './rejection.ts';

/** What an operator does to a suspended case, and what only notes what happened elsewhere. Everything else waits for `resume`. */
const allowed = new Set<Command['type']>([
  'suspend',
  'resume',
  'cancel',
  'modify',
  'setVariables',
  'migrate',
  'undoMigration',
  'changeRecord',
  'raiseIncident',
  'completeJob',
  'failJob',
]);

/**
 * What becomes of a command while the case is suspended: refused, or (a job's result, which would move it) kept until it is resumed.
 * Undefined = it goes its usual way.
 */
export function holdBack(exec: Execution, command: Command): Rejection | 'kept' | undefined {
  if (command.type === 'override') return holdBack(exec, command.command);
  if (command.type === 'advance') return refuse('notYet', 'The case is suspended: nothing is due', { params: { nextDue: null } });
  if (!allowed.has(command.type)) return suspendedSince(exec);
  if (command.type === 'completeJob') {
    const fits = exec.data.admit(Object.entries(command.output), new Map()) === undefined;
    return fits ? keep(exec, command.job, { output: command.output }) : undefined;
  }
  // Without a BPMN error it only waits for its next attempt, or is an incident: neither moves the case.
  if (command.type === 'failJob' && command.error.bpmnError === true) return keep(exec, command.job, { error: command.error });
  return undefined;
}

export function suspendedSince({ state }: Execution): Rejection {
  const { at, by, reason } = state.suspended ?? { at: 0, by: '' };
  const why = reason === undefined ? '' : ` (${reason})`;
  return refuse('suspended', `The case is suspended since ${iso(at)} by ${by}${why}: it goes on when it is resumed`, {
    params: { at, by, reason: reason ?? null },
  });
}

function keep(exec: Execution, job: string, result: HeldResult): 'kept' | undefined {
  const holder = holderOf(exec, job);
  if (!holder || holder.detached) return undefined;
  if (exec.state.suspended?.held?.some((each) => 'job' in each && each.job === job)) {
    exec.emit({ type: 'jobResultIgnored', version: 1, job, why: 'a result of this job waits for the case to be resumed' });
    exec.reply.ignored = true;
    return 'kept';
  }
  exec.emit({ type: 'jobResultHeld', version: 1, elementInstance: holder.id, job, result });
  exec.reply.held = true;
  return 'kept';
}
