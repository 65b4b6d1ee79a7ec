import type { CompiledElement } from '../contract/process.ts';
import { timersAround } from '../model/checks/soundness/deadline.ts';
import type { Params } from '../model/findings.ts';
import type { ProcessIndex } from '../model/index-process.ts';
import { triggerDefinition } from '../triggers/index.ts';
import { triggersIn } from '../triggers/multiple/parts.ts';
import type { EventPosition } from './element.ts';
import { publishRule, when } from './rule.ts';

/** Rules that several kinds share. A kind lists the ones that hold for it in its own `rules.ts`. */
export const noIncoming = publishRule<unknown>('event/incoming', 'error', (element) => when(element.incoming.length > 0));

export const noOutgoing = publishRule<unknown>('event/outgoing', 'error', (element) => when(element.outgoing.length > 0));

const positionWords: { [position in EventPosition]: string } = {
  start: 'a start event',
  'event-sub-process': 'the start of an event subprocess',
  catch: 'an intermediate catch event',
  boundary: 'the edge of an activity',
  throw: 'an intermediate throw event',
  end: 'an end event',
};

/** Triggers that cannot stand at this position (BPMN 2.0.2, table 10.93). */
export function misplacedTriggers(element: CompiledElement, position: EventPosition): Params[] {
  const kinds = new Set([element.trigger?.kind ?? 'none', ...triggersIn(element).map((trigger) => trigger.kind)]);
  return [...kinds]
    .filter((kind) => !triggerDefinition(kind).positions.includes(position))
    .map((trigger) => ({ trigger, position: positionWords[position] }));
}

export function triggersAllowed(position: EventPosition) {
  return publishRule<unknown>('event/trigger-not-here', 'error', (element) => misplacedTriggers(element, position));
}

/** An event that can only interrupt is drawn as one that does not. */
export function alwaysInterrupts(element: CompiledElement<{ interrupting: boolean }>): boolean {
  return !element.config.interrupting && triggersIn(element).some((trigger) => triggerDefinition(trigger.kind).alwaysInterrupts === true);
}

/** Conditions on flows that leave a gateway which never asks them. */
export function noConditions(gateway: string, severity: 'error' | 'warning') {
  return publishRule<unknown>('gateway/condition-ignored', severity, (element, { process }) =>
    element.outgoing.flatMap((id) => when(process.flows.get(id)?.condition !== undefined, { flow: id, gateway })),
  );
}

/** A wait ends by itself some day: a timer on its edge, on that of a scope around it, or of an event subprocess there. */
export function hasDeadline(element: CompiledElement, process: ProcessIndex): boolean {
  return timersAround(element, process).length > 0;
}

export function followers(element: CompiledElement, process: ProcessIndex): CompiledElement[] {
  return element.outgoing.flatMap((id) => process.elements.get(process.flows.get(id)?.target ?? '') ?? []);
}

export function predecessors(element: CompiledElement, process: ProcessIndex): CompiledElement[] {
  return element.incoming.flatMap((id) => process.elements.get(process.flows.get(id)?.source ?? '') ?? []);
}
