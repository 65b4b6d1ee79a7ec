import type { ModdleElement } from '../canvas/moddle-element.ts';

/** What a business object is, where BPMN's type alone does not say it. */
export function isActivity(object: ModdleElement): boolean {
  return /(Task|SubProcess|Transaction|CallActivity)$/.test(object.$type);
}

export function isEventSubProcess(object: ModdleElement | undefined): boolean {
  return object?.$type === 'bpmn:SubProcess' && object.get('triggeredByEvent') === true;
}

/** Begun only to undo another activity. */
export function isHandler(object: ModdleElement): boolean {
  return isActivity(object) && object.get('isForCompensation') === true;
}

export function definitionsOf(object: ModdleElement): ModdleElement[] {
  const definitions = /Event$/.test(object.$type) ? object.get('eventDefinitions') : [];
  return Array.isArray(definitions) ? (definitions as ModdleElement[]) : [];
}

export function hasDefinition(object: ModdleElement, type: string): boolean {
  return definitionsOf(object).some((definition) => definition.$type === type);
}
