import type { CompiledElement, Variables } from '../contract/index.ts';
import type { BoundaryEventConfig } from '../elements/boundary-event/config.ts';
import type { Armed } from '../kernel/behaviour.ts';
import { triggerOf } from '../kernel/behaviours.ts';
import { occur } from '../kernel/enter.ts';
import type { Execution } from '../kernel/execution.ts';
import type { Failure } from '../kernel/failure.ts';
import { terminateElement } from '../kernel/terminate.ts';
import { armOn, type LiveVisit } from '../kernel/visit.ts';

export type PreparedBoundary = { ok: true; armed: Armed[] } | { ok: false; failure: Failure };

const nothing: PreparedBoundary = { ok: true, armed: [] };

/** Evaluates what the boundary events of an activity wait for; arms nothing yet. */
export function prepareBoundary(visit: LiveVisit): PreparedBoundary {
  if (visit.element.boundary.length === 0) return nothing;
  const index = visit.exec.processOf(visit.id);
  const armed: Armed[] = [];
  for (const id of visit.element.boundary) {
    const event = index.element(id);
    const prepared = event.trigger && triggerOf(event.trigger.kind).arm?.(event.trigger.config, visit, event);
    if (prepared && !prepared.ok)
      return { ok: false, failure: { ...prepared.failure, message: `${event.name ?? id}: ${prepared.failure.message}` } };
    if (prepared?.value) armed.push(prepared.value);
  }
  return { ok: true, armed };
}

/** Arms them, if the activity still waits. */
export function armBoundary(exec: Execution, id: number, armed: Armed[]): void {
  for (const each of armed) if (exec.instance(id)?.lifecycle === 'active') armOn(exec, id, each);
}

/** A boundary event happens: an interrupting one ends its activity first. */
export function fireBoundary(exec: Execution, host: number, event: CompiledElement, payload?: Variables): void {
  const scope = exec.instance(host)?.parent;
  if (scope === undefined || scope === null) return;
  if ((event.config as BoundaryEventConfig).interrupting) terminateElement(exec, host, `${event.trigger?.kind ?? 'none'}:${event.id}`);
  occur(exec, scope, event, { payload });
}
