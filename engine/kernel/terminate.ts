import { stopCompensating } from '../traits/compensation/stop.ts';
import type { Execution } from './execution.ts';

/** Ends an element instance and everything in it, innermost first. `dying`: the outermost that ends along with it. */
export function terminateElement(exec: Execution, id: number, reason: string, dying = id): void {
  for (const child of [...exec.children.of(id)]) terminateElement(exec, child, reason, dying);
  const instance = exec.instance(id);
  if (!instance) return;
  stopCompensating(exec, id, dying);
  closeWaits(exec, id, reason);
  exec.emit({ type: 'elementTerminated', version: 1, elementInstance: id, element: instance.element, reason });
  // Whoever counts on its end goes on, should it still be there.
  if (instance.compensates !== undefined) exec.goOn(instance.compensates);
  const { parent } = instance;
  if (instance.loopCounter === undefined || parent === null) return;
  exec.maybeEmpty.add(parent);
  // A repeated transaction that is being cancelled waits for its rounds to be undone.
  if (exec.instance(parent)?.compensation?.after === 'cancel') exec.goOn(parent);
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

/** What an element instance waits for, its boundary events' too. */
export function closeEvents(exec: Execution, id: number): void {
  closeEvent(exec, id, () => true);
}

/** What it waits for on behalf of some elements: timers, subscriptions, conditions. */
export function closeEvent(exec: Execution, id: number, of: (element: string) => boolean): void {
  const { timers, subscriptions, conditions } = exec.instance(id) ?? {};
  for (const timer of timers ?? []) {
    if (of(timer.element)) exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer: timer.id });
  }
  for (const each of subscriptions ?? []) {
    if (of(each.element)) exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: id, subscription: each.id });
  }
  for (const each of conditions ?? []) {
    if (of(each.element)) exec.emit({ type: 'conditionClosed', version: 1, elementInstance: id, condition: each.id });
  }
}
