import type { ElementInstance, InstanceState } from '../contract/index.ts';

/**
 * True of an element instance that an incident holds: it has not begun, cannot end, or cannot tell whether it is done. By itself it does
 * nothing more, and nothing is begun in it by hand; its retry goes on. What stands in it goes on meanwhile, and asks it nothing.
 */
export function isHeld(state: InstanceState, instance: ElementInstance): boolean {
  return instance.lifecycle !== 'active' || cannotTell(state, instance.id);
}

function cannotTell(state: InstanceState, id: number): boolean {
  return Object.values(state.incidents).some(({ trigger }) => trigger.kind === 'ask' && trigger.elementInstance === id);
}
