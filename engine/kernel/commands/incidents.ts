import type { Command, Incident, Rejection, Variables } from '../../contract/index.ts';
import { rested } from '../chain.ts';
import { askIfDone, recomplete } from '../complete.ts';
import { reactivate } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { isFull, isLimit, raiseLimit } from '../limits.ts';
import { getOwn } from '../own.ts';
import { refuse, refuseValues } from '../rejection.ts';
import { rerunJob } from '../rerun-job.ts';
import { fire } from './advance.ts';
import type { Handler } from './handler.ts';
import { holderOf } from './jobs.ts';

/**
 * From outside the kernel (a child process was stopped, a job gave up): holds a timer or a job until it is retried. Nothing of
 * what was stopped had been stored, so elements themselves are where they were and are not parked.
 */
export const raiseIncident: Handler<'raiseIncident'> = (exec, command) => {
  const { code, message } = command;
  const target = targetOf(exec, command);
  const repeated = Object.values(exec.state.incidents).find(
    ({ code: other, elementInstance, trigger }) =>
      other === code && elementInstance === target.elementInstance && trigger.kind === target.kind && trigger.job === target.job,
  );
  exec.reply.incident = repeated ? repeated.id : exec.raise({ code, message }, target);
  if (repeated) return undefined;
  const { kind, elementInstance, timer } = target;
  if (kind === 'timer' && elementInstance !== undefined && timer !== undefined) {
    exec.emit({ type: 'timerParked', version: 1, elementInstance, timer, parked: true });
  }
  return undefined;
};

function targetOf(exec: Execution, { elementInstance: id, trigger }: Extract<Command, { type: 'raiseIncident' }>): Incident['trigger'] {
  const at = id !== undefined && exec.instance(id) ? { elementInstance: id } : {};
  if (trigger?.kind === 'timer' && trigger.timer !== undefined) {
    const holder = timerHolder(exec, trigger.timer);
    if (holder !== undefined) return { kind: 'timer', elementInstance: holder, timer: trigger.timer };
  }
  if (trigger?.kind === 'job' && trigger.job !== undefined) {
    const holder = holderOf(exec, trigger.job);
    if (holder) return { kind: 'job', job: trigger.job, ...(exec.instance(holder.id) ? { elementInstance: holder.id } : {}) };
  }
  return { kind: 'none', ...at };
}

/** Does again exactly what failed, after the cause was mended; `variables` are written first, as seen from the element. */
export const retryIncident: Handler<'retryIncident'> = (exec, { incident: id, variables }) => {
  const incident = getOwn(exec.state.incidents, String(id));
  if (!incident) return refuse('incidentNotOpen', `There is no open incident ${id}`);
  const refused = writeVariables(exec, incident, variables);
  if (refused) return refused;
  exec.cause = exec.emit({ type: 'incidentResolved', version: 1, incident: id, how: 'retried' });
  again(exec, incident);
  return undefined;
};

function again(exec: Execution, incident: Incident): void {
  const { kind, elementInstance: id, timer, job } = incident.trigger;
  if (kind === 'job' && job !== undefined) {
    rerunJob(exec, job);
    return;
  }
  if (id === undefined) return;
  const instance = exec.instance(id);
  if (!instance) return;
  if (kind === 'timer' && timer !== undefined) {
    exec.emit({ type: 'timerParked', version: 1, elementInstance: id, timer, parked: false });
    const due = exec.instance(id)?.timers?.find((each) => each.id === timer && each.dueAt <= exec.now);
    // What a retry fires begins a chain.
    if (due) fire(exec, instance, rested(due));
  } else if (kind === 'activate') {
    reactivate(exec, id);
    if (isLimit(incident.code)) resumeOthers(exec);
  } else if (kind === 'complete') {
    recomplete(exec, id);
  } else if (kind === 'ask') {
    askIfDone(exec, id);
  }
}

/** What the limits stopped besides the one that carries the incident, as far as there is room; one that is left carries it on. */
function resumeOthers(exec: Execution): void {
  const held = new Set(Object.values(exec.state.incidents).map((incident) => incident.elementInstance));
  for (const { id, lifecycle, element } of Object.values(exec.state.elements)) {
    if (lifecycle !== 'activating' || held.has(id) || !exec.instance(id)) continue;
    if (isFull(exec)) {
      raiseLimit(exec, id, 'openLimit');
      return;
    }
    exec.emit({ type: 'elementResumed', version: 1, elementInstance: id, element });
    reactivate(exec, id);
  }
}

function writeVariables(exec: Execution, incident: Incident, variables: Variables | undefined): Rejection | undefined {
  if (!variables || Object.keys(variables).length === 0) return undefined;
  const from = incident.elementInstance;
  const root = Number(Object.keys(exec.state.elements)[0]);
  const failure = exec.data.set(from !== undefined && exec.instance(from) ? from : root, variables);
  return failure && refuseValues(failure, 'guard');
}

function timerHolder(exec: Execution, timer: number): number | undefined {
  return Object.values(exec.state.elements).find((instance) => instance.timers?.some((each) => each.id === timer))?.id;
}
