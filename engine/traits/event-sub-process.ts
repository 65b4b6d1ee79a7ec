import type { CompiledElement, ElementInstance, Variables } from '../contract/index.ts';
import type { StartEventConfig } from '../elements/start-event/config.ts';
import type { Armed } from '../kernel/behaviour.ts';
import { behaviourOf } from '../kernel/behaviours.ts';
import { occur } from '../kernel/enter.ts';
import type { Execution } from '../kernel/execution.ts';
import type { Result } from '../kernel/failure.ts';
import { clearScope } from '../kernel/scopes.ts';
import { closeEvent } from '../kernel/terminate.ts';
import { armOn, LivePlace } from '../kernel/visit.ts';
import { armingOfAll } from '../kernel/wait.ts';

/** Evaluates what the event subprocesses directly in a scope wait for, as seen from the scope instance. */
export function prepareEventSubProcesses(exec: Execution, id: number, inside: string): Result<Armed[]> {
  const starts = exec.processOf(id).eventStarts(inside);
  return armingOfAll(
    starts.map(({ start }) => start),
    new LivePlace(exec, id),
  );
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
    const around = exec.elementOf(exec.instance(scope) as ElementInstance);
    if (around) behaviourOf(around.kind).onInterrupted?.(exec.visit(scope));
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
  closeEvent(exec, scope, (element) => index.elements.get(element)?.kind === 'start-event');
}
