import type { ModdleElement } from '../canvas/moddle-element.ts';

/** Which end of a message or signal is not this element. */
export function outsideSide(object: ModdleElement): 'sender' | 'receiver' {
  return /(EndEvent|IntermediateThrowEvent|SendTask)$/.test(object.$type) ? 'receiver' : 'sender';
}

/** A start of a process: anybody outside may come in, and the check asks for no sender. */
export function isDoor(object: ModdleElement): boolean {
  const starts = object.$type === 'bpmn:StartEvent' || object.get('instantiate') === true;
  return starts && object.$parent?.$type === 'bpmn:Process';
}
