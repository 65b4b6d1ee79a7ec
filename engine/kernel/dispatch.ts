import type { ConditionState, SubscriptionState, TimerState, Variables } from '../contract/index.ts';
import { fireBoundary } from '../traits/boundary.ts';
import { startEventSubProcess } from '../traits/event-sub-process.ts';
import { completesParallel } from '../triggers/multiple/received.ts';
import { behaviourOf } from './behaviours.ts';
import type { Execution } from './execution.ts';
import type { LiveVisit } from './visit.ts';

/** What was waited for: a timer that fired (gone from the state), a message or signal for a subscription, a condition that holds. */
export type Event = { timer: TimerState } | { subscription: SubscriptionState; payload: Variables } | { condition: ConditionState };

/** True when the event keeps its instance alive: the subscription of a non-interrupting event stays open, its cycle goes on. */
export function isRepeatable(exec: Execution, host: number, element: string): boolean {
  const on = exec.processOf(host).element(element);
  const standsElsewhere = on.kind === 'boundary-event' || on.kind === 'start-event';
  return standsElsewhere && (on.config as { interrupting: boolean }).interrupting === false;
}

/** Lets the event happen where it was waited for: at the element itself, at a boundary, or as start of an event subprocess. */
export function happen(exec: Execution, host: number, event: Event): void {
  const { element: at, part } = 'timer' in event ? event.timer : 'condition' in event ? event.condition : event.subscription;
  const index = exec.processOf(host);
  const on = index.element(at);
  let payload = 'payload' in event ? event.payload : undefined;
  if (part !== undefined) {
    const all = completesParallel(exec, host, on, part, payload);
    if (!all) return;
    payload = all;
  }
  if (on.kind === 'boundary-event') {
    fireBoundary(exec, host, on, payload);
  } else if (on.kind === 'start-event' && exec.instance(host)?.element !== at) {
    startEventSubProcess(exec, host, index.element(on.scope), on, `${on.trigger?.kind ?? 'none'}:${on.id}`, payload);
  } else {
    tell(exec.visit(host), event, payload);
  }
}

function tell(visit: LiveVisit, event: Event, payload: Variables | undefined): void {
  const { onTimer, onMessage, onCondition } = behaviourOf(visit.element.kind);
  if ('timer' in event) onTimer?.(visit, event.timer);
  else if ('subscription' in event) onMessage?.(visit, event.subscription, payload ?? event.payload);
  else if (onCondition) onCondition(visit, event.condition);
  else visit.complete(payload);
}
