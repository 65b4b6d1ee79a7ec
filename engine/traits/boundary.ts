import type { CompiledElement, Variables } from '../contract/index.ts';
import type { BoundaryEventConfig } from '../elements/boundary-event/config.ts';
import type { Armed } from '../kernel/behaviour.ts';
import { checkConditionsOf } from '../kernel/conditions.ts';
import { occur } from '../kernel/enter.ts';
import type { Execution } from '../kernel/execution.ts';
import { good, type Result } from '../kernel/failure.ts';
import { terminateElement } from '../kernel/terminate.ts';
import { armOn, type LiveVisit } from '../kernel/visit.ts';
import { armingOfAll } from '../kernel/wait.ts';

/** Evaluates what the boundary events of an activity wait for; arms nothing yet. */
export function prepareBoundary(visit: LiveVisit): Result<Armed[]> {
  if (visit.element.boundary.length === 0) return good([]);
  const index = visit.exec.processOf(visit.id);
  return armingOfAll(
    visit.element.boundary.map((id) => index.element(id)),
    visit,
  );
}

/** Arms them, if the activity still waits. */
export function armBoundary(exec: Execution, id: number, armed: Armed[]): void {
  for (const each of armed) if (exec.instance(id)?.lifecycle === 'active') armOn(exec, id, each);
  while (checkConditionsOf(exec, id));
}

/** A boundary event happens: an interrupting one ends its activity first. */
export function fireBoundary(exec: Execution, host: number, event: CompiledElement, payload?: Variables): void {
  const scope = exec.instance(host)?.parent;
  if (scope === undefined || scope === null) return;
  if ((event.config as BoundaryEventConfig).interrupting) {
    // Were it a handler, the model says here how it goes on.
    exec.tried.add(host);
    terminateElement(exec, host, `${event.trigger?.kind ?? 'none'}:${event.id}`);
  }
  occur(exec, scope, event, { payload });
}
