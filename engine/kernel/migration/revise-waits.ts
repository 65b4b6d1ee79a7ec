import type { CompiledElement, SubscriptionState, TimerState, WaitChoice } from '../../contract/index.ts';
import type { Armed, Place } from '../behaviour.ts';
import { triggerOf } from '../behaviours.ts';
import type { Execution } from '../execution.ts';
import type { Failure, Result } from '../failure.ts';
import { same } from '../same.ts';
import { armOn, LivePlace } from '../visit.ts';
import { obsoleteIncidents } from './obsolete.ts';
import type { Kept, Waits } from './waits.ts';

/** A rule that cannot be evaluated, and whose. */
export interface FailedEvent {
  event: CompiledElement;
  failure: Failure;
}

/** Events that stayed take their new rules, new ones are armed. Everything is evaluated before anything is written. */
export function reviseWaits(exec: Execution, id: number, waits: Waits, choiceOf: (element: string) => WaitChoice): FailedEvent | undefined {
  const place = new LivePlace(exec, id);
  const fresh: Armed[] = [];
  const timers: [TimerState, Armed][] = [];
  const subscriptions: [SubscriptionState, Armed][] = [];
  for (const kept of waits.timers) {
    const choice = changedRule(kept) ? choiceOf(kept.old?.id ?? '') : 'keep';
    if (choice === 'keep' || !kept.event) continue;
    const planned = arm(kept.event, choice === 'recount' ? placeAt(place, kept.wait.armedAt) : place);
    if (planned && !planned.ok) return { event: kept.event, failure: planned.failure };
    const [armed] = planned?.value ?? [];
    if (armed) timers.push([kept.wait, armed]);
  }
  for (const kept of waits.subscriptions) {
    if (!kept.event || !changedRule(kept)) continue;
    const planned = arm(kept.event, place);
    if (planned && !planned.ok) return { event: kept.event, failure: planned.failure };
    const [armed] = planned?.value ?? [];
    if (armed && !isOpenAlready(kept.wait, armed)) subscriptions.push([kept.wait, armed]);
  }
  for (const event of waits.added) {
    const planned = arm(event, place);
    if (planned && !planned.ok) return { event, failure: planned.failure };
    fresh.push(...(planned?.value ?? []));
  }
  for (const [timer, armed] of timers) {
    closeTimer(exec, id, timer.id);
    armOn(exec, id, armed);
  }
  for (const [{ id: subscription }, armed] of subscriptions) {
    exec.emit({ type: 'subscriptionClosed', version: 1, elementInstance: id, subscription });
    armOn(exec, id, armed);
  }
  for (const armed of fresh) armOn(exec, id, armed);
  return undefined;
}

/** What waited at it as timer is held by no incident any more. */
export function closeTimer(exec: Execution, id: number, timer: number): void {
  exec.emit({ type: 'timerCancelled', version: 1, elementInstance: id, timer });
  obsoleteIncidents(exec, ({ trigger }) => trigger.kind === 'timer' && trigger.timer === timer);
}

function arm(event: CompiledElement, place: Place): Result<Armed[]> | undefined {
  return event.trigger && triggerOf(event.trigger.kind).arm?.(event.trigger.config, place, event);
}

function changedRule({ old, event }: Kept<unknown>): boolean {
  return old !== undefined && !same(old.trigger?.config, event?.trigger?.config);
}

/** The same message under the same key: it goes on being waited for. */
function isOpenAlready({ messageName, correlationKey, kind }: SubscriptionState, armed: Armed): boolean {
  return (
    'subscription' in armed &&
    armed.subscription.messageName === messageName &&
    armed.subscription.correlationKey === correlationKey &&
    armed.subscription.kind === kind
  );
}

/** The place as it was at another time, for rules that count from then. */
function placeAt(place: Place, now: number): Place {
  return Object.create(place, { now: { value: now } }) as Place;
}
