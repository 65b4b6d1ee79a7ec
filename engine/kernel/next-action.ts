import type { ElementInstance } from '../contract/index.ts';
import type { Execution } from './execution.ts';
import { isOpenToChoice } from './memo.ts';

export const noNextAction = 'noNextAction';
const code = noNextAction;

/**
 * After every command an open case has a next action. One of a record: an open task, an armed timer, a running job, or a
 * subscription with a deadline beside it. Any other may wait for what nobody has promised, but something must be able to
 * move it: a join that its last token will never reach is told, too. If not, that is an incident at once; it goes away by
 * itself when there is a next action again.
 */
export function keepNextAction(exec: Execution): void {
  const { state } = exec;
  // Suspended is a decision of a person, who is told by the list of suspended cases.
  if (state.suspended || state.status !== 'open') return;
  const incidents = Object.values(state.incidents);
  const raised = incidents.filter((incident) => incident.code === code);
  exec.cause = state.factNumber;
  if (hasNextAction(exec)) {
    for (const { id } of raised) exec.emit({ type: 'incidentResolved', version: 1, incident: id, how: 'obsolete' });
  } else if (incidents.length === 0) {
    const waiting = Object.values(state.elements).flatMap((instance) => instance.subscriptions ?? []);
    const what = waiting.length > 0 ? `It waits for the message "${waiting[0]?.messageName}" without a deadline.` : 'Nothing waits in it.';
    exec.raise({ code, message: `The case has no next action. ${what}` }, { kind: 'none' });
  }
}

/** Whether these instances (absent: all of the case) can move a case of this package (absent: its own). */
export function hasNextAction(
  exec: Execution,
  instances: ElementInstance[] = Object.values(exec.state.elements),
  packageHash: string = exec.state.packageHash,
): boolean {
  const ofRecord = exec.packageBy(packageHash).recordType !== undefined;
  return instances.some((instance) => acts(instance) || (!ofRecord && mayHappen(instance)));
}

/** Something will come, or somebody is asked for it. */
function acts(instance: ElementInstance): boolean {
  if (instance.task || (instance.job && !instance.job.failed)) return true;
  return (instance.timers ?? []).some((timer) => !timer.parked);
}

/** Something may come, or somebody may begin it: an ad-hoc subprocess stays open to choice until it is said to be done. */
function mayHappen({ subscriptions, conditions, memo }: ElementInstance): boolean {
  return isOpenToChoice(memo) || (subscriptions ?? []).length > 0 || (conditions ?? []).length > 0;
}
