import type { CompiledElement, ConditionState, ElementInstance, SubscriptionState, TimerState } from '../../contract/index.ts';
import type { BoundaryEventConfig } from '../../elements/boundary-event/config.ts';
import type { StartEventConfig } from '../../elements/start-event/config.ts';
import { triggerOf } from '../behaviours.ts';
import type { Execution } from '../execution.ts';
import { isEventSubProcess, type ProcessIndex } from '../model-index.ts';
import { same } from '../same.ts';
import type { ModelMapping } from './model-mapping.ts';
import type { Position } from './positions.ts';

/** What an element instance waits for, sorted by what becomes of it. */
export interface Waits {
  timers: Kept<TimerState>[];
  subscriptions: Kept<SubscriptionState>[];
  conditions: Kept<ConditionState>[];
  droppedConditions: ConditionState[];
  droppedTimers: TimerState[];
  droppedSubscriptions: SubscriptionState[];
  /** Events of the new version with no counterpart in the old one. */
  added: CompiledElement[];
  /** The event that goes on in place of one of the old version; null = none does. */
  eventOf(id: string): string | null;
}

/** `old` and `event` say what it waited for and what it will; absent for the alerts of a task. */
export interface Kept<Wait> {
  wait: Wait;
  element: string;
  old?: CompiledElement;
  event?: CompiledElement;
}

export function sortWaits(exec: Execution, mapping: ModelMapping, position: Position): Waits {
  const { instance } = position;
  const before = eventsAt(position.index, position.old, instance);
  const after = eventsAt(position.process, position.target, instance, position.id);
  const counterpart = (id: string): { old: CompiledElement; event: CompiledElement } | undefined => {
    const old = id === position.old?.id ? position.old : before.get(id);
    const event = old === position.old ? position.target : after.get(mapping.target(id) ?? '');
    if (!old || !event || old.trigger?.kind !== event.trigger?.kind) return undefined;
    const parts = old.trigger?.kind === 'multiple' && !same(old.trigger.config, event.trigger?.config);
    return parts ? undefined : { old, event };
  };
  // Where two events become one, the first goes on; an event of several definitions waits for each of them.
  const taken = new Map<string, string>();
  const going = (id: string): ReturnType<typeof counterpart> => {
    const found = counterpart(id);
    if (!found || (taken.get(found.event.id) ?? id) !== id) return undefined;
    taken.set(found.event.id, id);
    return found;
  };
  const waits: Waits = {
    eventOf: (id) => going(id)?.event.id ?? null,
    ...{ timers: [], subscriptions: [], conditions: [], added: [] },
    ...{ droppedTimers: [], droppedSubscriptions: [], droppedConditions: [] },
  };
  const sort = <Wait extends { element: string }>(list: Wait[] | undefined, kept: Kept<Wait>[], dropped: Wait[]) => {
    for (const wait of list ?? []) {
      const found = going(wait.element);
      if (found) kept.push({ wait, element: found.event.id, ...found });
      else dropped.push(wait);
    }
  };
  const alerts = (instance.timers ?? []).filter(({ purpose }) => purpose !== 'event');
  waits.timers.push(...alerts.map((wait) => ({ wait, element: position.id })));
  sort(
    instance.timers?.filter(({ purpose }) => purpose === 'event'),
    waits.timers,
    waits.droppedTimers,
  );
  waits.timers.sort((one, other) => (instance.timers ?? []).indexOf(one.wait) - (instance.timers ?? []).indexOf(other.wait));
  sort(instance.subscriptions, waits.subscriptions, waits.droppedSubscriptions);
  sort(instance.conditions, waits.conditions, waits.droppedConditions);
  // An event that had its turn already (once, without interrupting) has a counterpart too, and is not waited for anew.
  const known = new Set([...before.keys()].flatMap((id) => counterpart(id)?.event.id ?? []));
  if (isBeingUndone(position)) return waits;
  const closed = hasInterruptingEventSubProcess(exec, position);
  for (const event of after.values()) {
    if (known.has(event.id) || (event.kind === 'start-event' && closed)) continue;
    if (instance.lifecycle === 'active' || instance.lifecycle === 'suspended') waits.added.push(event);
  }
  return waits;
}

/** A scope that stands again only for what is in it to be undone, or a cancelled transaction: it waits for nothing, and only leaves. */
export function isBeingUndone({ instance, old }: Pick<Position, 'instance' | 'old'>): boolean {
  return (instance.compensates !== undefined && old?.forCompensation !== true) || instance.compensation?.after === 'cancel';
}

/**
 * Events that an instance of `host` waits for besides its own: boundary, event subprocesses directly in it, those behind an event
 * gateway. Of a repeated activity the body has the boundary, and each round what is inside.
 */
function eventsAt(index: ProcessIndex, host: CompiledElement | undefined, instance: ElementInstance, scope = instance.element) {
  const events: CompiledElement[] = [];
  if (instance.loopCounter === undefined) {
    for (const id of host?.boundary ?? []) {
      const event = index.elements.get(id);
      if (event && (event.config as BoundaryEventConfig).attachedTo === host?.id) events.push(event);
    }
  }
  const behind = host?.kind === 'event-based-gateway' ? host.outgoing.map((flow) => index.element(index.flow(flow).target)) : [];
  events.push(...behind.filter(({ trigger }) => trigger && triggerOf(trigger.kind).arm));
  // A call holds the process it called: event subprocesses there are those of the called scope.
  if (host?.kind !== 'call-activity' && !instance.loop) events.push(...index.eventStarts(scope).map(({ start }) => start));
  return new Map(events.map((event) => [event.id, event]));
}

/** Such a scope waits for no other start any more. */
function hasInterruptingEventSubProcess(exec: Execution, { instance, index }: Position): boolean {
  return [...exec.children.of(instance.id)].some((id) => {
    const child = exec.instance(id);
    const element = child && index.elements.get(child.element);
    if (!element || !isEventSubProcess(element)) return false;
    const start = index.scopes.get(element.id)?.find((each) => each.kind === 'start-event');
    return start !== undefined && ((start.config as StartEventConfig).interrupting || start.trigger?.kind === 'error');
  });
}
