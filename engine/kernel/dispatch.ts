import type { SubscriptionState, TimerState, Variables } from '../contract/index.ts';
import { fireBoundary } from '../traits/boundary.ts';
import { startEventSubProcess } from '../traits/event-sub-process.ts';
import { behaviourOf } from './behaviours.ts';
import type { Execution } from './execution.ts';

/** What was waited for: a timer that fired (gone from the state), or a message for a subscription. */
export type Event = { timer: TimerState } | { subscription: SubscriptionState; payload: Variables };

/** True when the event keeps its instance alive: the subscription of a non-interrupting event stays open, its cycle goes on. */
export function isRepeatable(exec: Execution, host: number, element: string): boolean {
  const on = exec.processOf(host).element(element);
  const standsElsewhere = on.kind === 'boundary-event' || on.kind === 'start-event';
  return standsElsewhere && (on.config as { interrupting: boolean }).interrupting === false;
}

/** Lets the event happen where it was waited for: at the element itself, at a boundary, or as start of an event subprocess. */
export function happen(exec: Execution, host: number, event: Event): void {
  const at = 'timer' in event ? event.timer.element : event.subscription.element;
  const payload = 'payload' in event ? event.payload : undefined;
  const index = exec.processOf(host);
  const on = index.element(at);
  if (on.kind === 'boundary-event') {
    fireBoundary(exec, host, on, payload);
  } else if (on.kind === 'start-event') {
    startEventSubProcess(exec, host, index.element(on.scope), on, `${on.trigger?.kind ?? 'none'}:${on.id}`, payload);
  } else {
    const visit = exec.visit(host);
    const { onTimer, onMessage } = behaviourOf(visit.element.kind);
    const failure = 'timer' in event ? onTimer?.(visit, event.timer) : onMessage?.(visit, event.subscription, event.payload);
    if (failure) exec.raise(failure, { kind: 'complete', elementInstance: host });
  }
}
