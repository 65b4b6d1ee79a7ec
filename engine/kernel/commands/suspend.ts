import { refuse } from '../rejection.ts';
import { resumeClocks } from '../replan.ts';
import { askJoins } from '../settle.ts';
import { suspendedSince } from '../suspension.ts';
import type { Handler } from './handler.ts';
import { completeJob, failJob } from './jobs.ts';
import { mayDirect } from './rights.ts';

/** From now on nothing moves the case: people, messages and timers wait, no job begins, and time stands still for its deadlines. */
export const suspend: Handler<'suspend'> = (exec, { reason }) => {
  if (!mayDirect(exec.ctx.actor)) return refuse('forbidden', 'Only a supervisor or an administrator suspends a case');
  if (exec.state.suspended) return suspendedSince(exec);
  exec.emit({ type: 'instanceSuspended', version: 1, ...(reason === undefined ? {} : { reason }) });
  return undefined;
};

/** The case goes on: deadlines get the time it stood still, and results of jobs and signals that came meanwhile are taken up in their order. */
export const resume: Handler<'resume'> = (exec, { reason }) => {
  const { suspended } = exec.state;
  if (!mayDirect(exec.ctx.actor)) return refuse('forbidden', 'Only a supervisor or an administrator resumes a case');
  if (!suspended) return refuse('notSuspended', 'The case is not suspended');
  // Nobody asked for what the jobs' results lead to: what a guard forbids there is an incident, and does not keep the case suspended.
  exec.manner.asked = false;
  const resumed = exec.emit({
    type: 'instanceResumed',
    version: 1,
    suspendedAt: suspended.at,
    ...(reason === undefined ? {} : { reason }),
  });
  exec.cause = resumed;
  resumeClocks(exec, suspended.at, resumed);
  for (const { id, resetting, arrived } of Object.values(exec.state.elements)) {
    if (resetting) exec.maybeEmpty.add(id);
    // Moved to another version meanwhile, they may need less.
    if (arrived) askJoins(exec, id);
  }
  for (const held of suspended.held ?? []) {
    exec.cause = resumed;
    if ('signal' in held) {
      exec.spread({ name: held.signal, payload: held.payload, cause: resumed });
      exec.run();
      continue;
    }
    const { job, result } = held;
    if ('output' in result) completeJob(exec, { type: 'completeJob', job, output: result.output });
    else failJob(exec, { type: 'failJob', job, error: result.error, retriesLeft: 0 });
    exec.run();
  }
  return undefined;
};
