import type { CompiledElement } from '../contract/process.ts';
import type { ProcessIndex } from '../model/index-process.ts';
import { publishRule, when } from './rule.ts';

/** Rules that several kinds share. A kind lists the ones that hold for it in its own `rules.ts`. */
export const noIncoming = publishRule<unknown>('event/incoming', 'error', (element) => when(element.incoming.length > 0));

export const noOutgoing = publishRule<unknown>('event/outgoing', 'error', (element) => when(element.outgoing.length > 0));

/** Only these triggers stand at this position (BPMN 2.0.2, table 10.93). */
export function triggersAllowed(position: string, kinds: string[]) {
  return publishRule<unknown>('event/trigger-not-here', 'error', (element) => {
    const kind = element.trigger?.kind ?? 'none';
    return when(!kinds.includes(kind), { trigger: kind, position });
  });
}

/** Conditions on flows that leave a gateway which never asks them. */
export function noConditions(gateway: string, severity: 'error' | 'warning') {
  return publishRule<unknown>('gateway/condition-ignored', severity, (element, { process }) =>
    element.outgoing.flatMap((id) => when(process.flows.get(id)?.condition !== undefined, { flow: id, gateway })),
  );
}

/** A wait ends by itself some day: a timer on its edge, or on that of a scope around it. */
export function hasDeadline(element: CompiledElement, process: ProcessIndex): boolean {
  for (let each: CompiledElement | undefined = element; each; each = process.elements.get(each.scope)) {
    const timed = each.boundary.some((id) => process.elements.get(id)?.trigger?.kind === 'timer');
    if (timed) return true;
  }
  return false;
}

export function followers(element: CompiledElement, process: ProcessIndex): CompiledElement[] {
  return element.outgoing.flatMap((id) => process.elements.get(process.flows.get(id)?.target ?? '') ?? []);
}

export function predecessors(element: CompiledElement, process: ProcessIndex): CompiledElement[] {
  return element.incoming.flatMap((id) => process.elements.get(process.flows.get(id)?.source ?? '') ?? []);
}
