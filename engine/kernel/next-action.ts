import type { ElementInstance } from '../contract/index.ts';
import type { Execution } from './execution.ts';

export const noNextAction = 'noNextAction';
const code = noNextAction;

/**
 * After every command an open case of a record has a next action: an open task, an armed timer, a running job, or a
 * subscription with a deadline beside it. If not, that is an incident at once; it goes away by itself when there is one again.
 */
export function keepNextAction(exec: Execution): void {
  const { state } = exec;
  // Suspended is a decision of a person, who is told by the list of suspended cases.
  if (state.suspended || state.status !== 'open' || exec.packageBy(state.packageHash).recordType === undefined) return;
  const incidents = Object.values(state.incidents);
  const raised = incidents.filter((incident) => incident.code === code);
  exec.cause = state.factNumber;
  if (Object.values(state.elements).some(acts)) {
    for (const { id } of raised) exec.emit({ type: 'incidentResolved', version: 1, incident: id, how: 'obsolete' });
  } else if (incidents.length === 0) {
    const waiting = Object.values(state.elements).flatMap((instance) => instance.subscriptions ?? []);
    const what = waiting.length > 0 ? `It waits for the message "${waiting[0]?.messageName}" without a deadline.` : 'Nothing waits in it.';
    exec.raise({ code, message: `The case has no next action. ${what}` }, { kind: 'none' });
  }
}

export function acts(instance: ElementInstance): boolean {
  if (instance.task || (instance.job && !instance.job.failed)) return true;
  return (instance.timers ?? []).some((timer) => !timer.parked);
}
