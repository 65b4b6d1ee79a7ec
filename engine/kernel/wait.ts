import type { Visit } from './behaviour.ts';
import { triggerOf } from './behaviours.ts';
import type { Failure } from './failure.ts';

/** Arms the element's own trigger; without anything to wait for it passes. */
export function waitForTrigger(visit: Visit): Failure | undefined {
  const { trigger } = visit.element;
  const armed = trigger && triggerOf(trigger.kind).arm?.(trigger.config, visit, visit.element);
  if (armed && !armed.ok) return armed.failure;
  if (armed?.value) visit.arm(armed.value);
  else visit.complete();
  return undefined;
}
