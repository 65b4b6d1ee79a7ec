import { elementOf } from '../elements/index.ts';
import { triggerDefinition } from '../triggers/index.ts';
import type { Behaviour, TriggerBehaviour } from './behaviour.ts';

/** How a kind of element runs. The lists are `elements/index.ts` and `triggers/index.ts`; they are read when called, never while loading. */
export function behaviourOf(kind: string): Behaviour {
  return elementOf(kind).behaviour;
}

/** What a trigger waits for and throws. */
export function triggerOf(kind: string): TriggerBehaviour {
  return triggerDefinition(kind).behaviour;
}
