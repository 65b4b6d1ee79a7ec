import type { CompiledElement, Variables } from '../contract/index.ts';
import type { StartEventConfig } from '../elements/start-event/config.ts';
import type { Armed } from '../kernel/behaviour.ts';
import { triggerOf } from '../kernel/behaviours.ts';
import { occur } from '../kernel/enter.ts';
import type { Execution } from '../kernel/execution.ts';
import type { Failure } from '../kernel/failure.ts';
import { clearScope } from '../kernel/scopes.ts';
import { armOn, LivePlace } from '../kernel/visit.ts';

export type Prepared = { ok: true; armed: Armed[] } | { ok: false; failure: Failure };

/** Evaluates what the event subprocesses directly in a scope wait for, as seen from the scope instance. */
export function prepareEventSubProcesses(exec: Execution, id: number, inside: string): Prepared {
  const armed: Armed[] = [];
  for (const { start } of exec.processOf(id).eventStarts(inside)) {
    const prepared = start.trigger && triggerOf(start.trigger.kind).arm?.(start.trigger.config, new LivePlace(exec, id), start);
    if (prepared && !prepared.ok) return { ok: false, failure: prepared.failure };
    if (prepared?.value) armed.push(prepared.value);
  }
  return { ok: true, armed };
}

export function armEventSubProcesses(exec: Execution, id: number, armed: Armed[]): void {
  for (const each of armed) armOn(exec, id, each);
}

/** The start event of an event subprocess happens. An interrupting one (and every error) ends all else in its scope first. */
export function startEventSubProcess(
  exec: Execution,
  scope: number,
  subProcess: CompiledElement,
  start: CompiledElement,
  reason: string,
  payload?: Variables,
): void {
  if ((start.config as StartEventConfig).interrupting || start.trigger?.kind === 'error') {
    clearScope(exec, scope, reason);
    closeStarts(exec, scope);
  }
  const id = exec.emit({
    type: 'elementActivated',
    version: 1,
    element: subProcess.id,
    process: exec.processOf(scope).process.id,
    parent: scope,
  });
  exec.cause = id;
  occur(exec, id, start, { payload });
}

/** What else could start an event subprocess of this scope waits no longer; boundary events of the scope do. */
function closeStarts(exec: Execution, scope: number): void {
  const index = exec.processOf(scope);
  const instance = exec.instance(scope);
  for (const { id, element } of instance?.timers ?? []) {
    if (index.elements.get(element)?.kind === 'start-event')
      exec.emit({ type: 'timerCancelled', version: 1, elementInstance: scope, timer: id });
  }
  for (const { id, element } of instance?.subscriptions ?? []) {
    if (index.elements.get(element)?.kind !== 'start-event') continue;
    exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: scope, subscription: id });
  }
}
