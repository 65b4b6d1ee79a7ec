import type { Chain, ElementInstance, Incident, Rejection, Variables } from '../../contract/index.ts';
import { finishJob } from '../complete.ts';
import { throwError } from '../errors.ts';
import type { Execution } from '../execution.ts';
import { getOwn } from '../own.ts';
import type { Handler } from './handler.ts';

/** The job is done. A result nobody waits for any more is a fact, never an error. */
export const completeJob: Handler<'completeJob'> = (exec, { job, output }) => {
  const holder = holderOf(exec, job);
  if (holder === null) return ignore(exec, job);
  exec.chain = holder.chain;
  const tooLarge = holder.detached ? undefined : exec.data.admit(Object.entries(output), new Map());
  if (tooLarge) {
    failFor(exec, holder.id, job, tooLarge.code, tooLarge.message);
    return undefined;
  }
  resolveIncidents(exec, job);
  exec.cause = exec.emit({ type: 'jobCompleted', version: 1, elementInstance: holder.id, job, output });
  if (!holder.detached) finishJob(exec, holder.id, output);
  return undefined;
};

/** The job failed: a BPMN error looks for its catcher; anything else waits for the next attempt, or is an incident after the last. */
export const failJob: Handler<'failJob'> = (exec, { job, error, retriesLeft }) => {
  const holder = holderOf(exec, job);
  if (holder === null) return ignore(exec, job);
  exec.chain = holder.chain;
  const { code, message } = error;
  const thrown = error.bpmnError === true && !holder.detached;
  exec.cause = exec.emit({
    type: 'jobFailed',
    version: 1,
    elementInstance: holder.id,
    job,
    code,
    message,
    retriesLeft: thrown ? 0 : retriesLeft,
  });
  if (thrown && throwError(exec, holder.id, { code, message, variables: error.variables })) return undefined;
  if (thrown) raiseFor(exec, holder.id, job, 'errorNotCaught', `Nothing catches the error ${code || 'without a code'}: ${message}`);
  else if (retriesLeft <= 0) raiseFor(exec, holder.id, job, code || 'jobFailed', message);
  return undefined;
};

interface Holder {
  id: number;
  detached: boolean;
  chain?: Chain;
}

export function holderOf(exec: Execution, job: string): Holder | null {
  const detached = getOwn(exec.state.detachedJobs, job);
  // Nothing is thrown by what it comes to.
  if (detached) return { id: detached.elementInstance, detached: true };
  const instance = Object.values(exec.state.elements).find((each: ElementInstance) => each.job?.key === job);
  return instance ? { id: instance.id, detached: false, chain: instance.job?.chain } : null;
}

function ignore(exec: Execution, job: string): Rejection | undefined {
  const why = exec.state.status === 'open' ? 'nobody waits for this job any more' : 'the case has ended';
  exec.emit({ type: 'jobResultIgnored', version: 1, job, why });
  exec.reply.ignored = true;
  return undefined;
}

function failFor(exec: Execution, id: number, job: string, code: string, message: string): void {
  exec.cause = exec.emit({ type: 'jobFailed', version: 1, elementInstance: id, job, code, message, retriesLeft: 0 });
  raiseFor(exec, id, job, code, message);
}

function raiseFor(exec: Execution, id: number, job: string, code: string, message: string): void {
  const open = Object.values(exec.state.incidents).some((incident) => incident.trigger.job === job);
  if (open) return;
  const trigger: Incident['trigger'] = exec.instance(id) ? { kind: 'job', elementInstance: id, job } : { kind: 'job', job };
  exec.raise({ code, message }, trigger);
}

function resolveIncidents(exec: Execution, job: string): void {
  for (const incident of Object.values(exec.state.incidents)) {
    if (incident.trigger.job === job) exec.emit({ type: 'incidentResolved', version: 1, incident: incident.id, how: 'obsolete' });
  }
}

/** Input of a job that is run again. */
export function detachedInput(exec: Execution, job: string): Variables | undefined {
  return getOwn(exec.state.detachedJobs, job)?.input;
}
