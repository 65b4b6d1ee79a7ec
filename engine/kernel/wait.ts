import type { CompiledElement } from '../contract/index.ts';
import type { Armed, Place, Visit } from './behaviour.ts';
import { triggerOf } from './behaviours.ts';
import { type Failure, good, type Result } from './failure.ts';

/** What has to be armed so that the element's trigger is waited for. */
export function armingOf(element: CompiledElement, place: Place): Result<Armed[]> {
  const { trigger } = element;
  return (trigger && triggerOf(trigger.kind).arm?.(trigger.config, place, element)) ?? good([]);
}

/** The same for several elements; a failure names the one it is about. */
export function armingOfAll(elements: CompiledElement[], place: Place): Result<Armed[]> {
  const armed: Armed[] = [];
  for (const element of elements) {
    const prepared = armingOf(element, place);
    if (!prepared.ok) {
      return { ok: false, failure: { ...prepared.failure, message: `${element.name ?? element.id}: ${prepared.failure.message}` } };
    }
    armed.push(...prepared.value);
  }
  return good(armed);
}

/** Arms the element's own trigger; without anything to wait for it passes. */
export function waitForTrigger(visit: Visit): Failure | undefined {
  const armed = armingOf(visit.element, visit);
  if (!armed.ok) return armed.failure;
  for (const each of armed.value) visit.arm(each);
  if (armed.value.length === 0) visit.complete();
  return undefined;
}
