import type { Incident, Rejection, Variables } from '../../contract/index.ts';
import { recomplete } from '../complete.ts';
import { reactivate } from '../enter.ts';
import type { Execution } from '../execution.ts';
import { getOwn } from '../own.ts';
import { refuse } from '../rejection.ts';
import { rerunJob } from '../rerun-job.ts';
import { fire } from './advance.ts';
import type { Handler } from './handler.ts';

/** From outside the kernel (a child process was stopped, a job gave up): parks the trigger until it is retried. */
export const raiseIncident: Handler<'raiseIncident'> = (exec, command) => {
  const { code, message, elementInstance: id } = command;
  const wanted = command.trigger ?? { kind: 'none' as const };
  const holder = wanted.timer === undefined ? id : (timerHolder(exec, wanted.timer) ?? id);
  const target = holder !== undefined && exec.instance(holder) ? holder : undefined;
  const kind = target === undefined && wanted.kind !== 'job' ? 'none' : wanted.kind;
  const repeated = Object.values(exec.state.incidents).some(
    (incident) =>
      incident.code === code &&
      incident.trigger.kind === kind &&
      incident.elementInstance === target &&
      incident.trigger.job === wanted.job,
  );
  if (repeated) return undefined;
  exec.raise({ code, message }, { ...wanted, kind, ...(target === undefined ? {} : { elementInstance: target }) });
  if (kind === 'timer' && target !== undefined && wanted.timer !== undefined) {
    exec.emit({ type: 'timerParked', version: 1, elementInstance: target, timer: wanted.timer, parked: true });
  }
  return undefined;
};

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
    if (due) fire(exec, instance, due);
  } else if (kind === 'activate') {
    reactivate(exec, id);
    if (incident.code === 'stepLimit') resumeOthers(exec);
  } else if (kind === 'complete') {
    recomplete(exec, id);
  }
}

/** What the step limit stopped besides the one that carries the incident. */
function resumeOthers(exec: Execution): void {
  const held = new Set(Object.values(exec.state.incidents).map((incident) => incident.elementInstance));
  for (const { id, lifecycle, element } of Object.values(exec.state.elements)) {
    if (lifecycle !== 'activating' || held.has(id) || !exec.instance(id)) continue;
    exec.emit({ type: 'elementResumed', version: 1, elementInstance: id, element });
    reactivate(exec, id);
  }
}

function writeVariables(exec: Execution, incident: Incident, variables: Variables | undefined): Rejection | undefined {
  if (!variables || Object.keys(variables).length === 0) return undefined;
  const from = incident.elementInstance;
  const root = Number(Object.keys(exec.state.elements)[0]);
  const failure = exec.data.set(from !== undefined && exec.instance(from) ? from : root, variables);
  return failure && refuse(failure.code === 'resultTooLarge' ? 'tooLarge' : 'guard', failure.message);
}

function timerHolder(exec: Execution, timer: number): number | undefined {
  return Object.values(exec.state.elements).find((instance) => instance.timers?.some((each) => each.id === timer))?.id;
}
