import type { Execution } from './execution.ts';

/** Ends an element instance and everything in it, innermost first. */
export function terminateElement(exec: Execution, id: number, reason: string): void {
  for (const child of [...exec.children.of(id)]) terminateElement(exec, child, reason);
  const instance = exec.instance(id);
  if (!instance) return;
  closeWaits(exec, id, reason);
  exec.emit({ type: 'elementTerminated', version: 1, elementInstance: id, element: instance.element, reason });
}

/** Closes what waits in an element instance: task, timers, subscriptions, job, incidents. Each says so in a fact of its own. */
export function closeWaits(exec: Execution, id: number, reason: string): void {
  const instance = exec.instance(id);
  if (!instance) return;
  const { task, job, element } = instance;
  if (task) exec.emit({ type: 'taskCancelled', version: 1, elementInstance: id, element, reason });
  closeEvents(exec, id);
  if (job) {
    exec.emit({ type: 'jobCancelled', version: 1, elementInstance: id, job: job.key });
    if (!job.failed) exec.effect({ type: 'cancelJob', job: job.key });
  }
  for (const incident of Object.values(exec.state.incidents)) {
    if (incident.elementInstance === id) exec.emit({ type: 'incidentResolved', version: 1, incident: incident.id, how: 'obsolete' });
  }
}

/** The timers and subscriptions of an element instance, its boundary events' too. */
export function closeEvents(exec: Execution, id: number): void {
  const instance = exec.instance(id);
  for (const { id: timer } of instance?.timers ?? []) exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer });
  for (const { id: subscription } of instance?.subscriptions ?? []) {
    exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: id, subscription });
  }
}
