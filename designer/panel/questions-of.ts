import { elements } from '../../engine/elements/index.ts';
import { triggers } from '../../engine/triggers/index.ts';
import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import { readExtension, text } from '../edit/extension.ts';
import { definitionsOf, isActivity, isEventSubProcess, isHandler } from '../edit/kinds.ts';

/** A question to ask; a trigger's is about its event definition. */
export interface Asked {
  name: string;
  definition?: ModdleElement;
}

/** Questions for the selected element, in order: those of its triggers, then those its descriptor names. */
export function questionsOf(element: DiagramElement): Asked[] {
  const { type, businessObject: object } = element;
  if (type === 'bpmn:SequenceFlow') return asksCondition(element) ? [{ name: 'condition' }] : [];
  const descriptor = elements.find(({ bpmnType }) => bpmnType === type)?.descriptor;
  const asked = (descriptor?.questions ?? []).filter((name) => makesSense(name, object));
  if (type === 'bpmn:UserTask') asked.splice(1, 0, 'form', 'checklist');
  if (descriptor && !asked.includes('stage')) asked.push('stage');
  return [...triggerQuestions(object), ...asked.map((name) => ({ name }))];
}

function triggerQuestions(object: ModdleElement): Asked[] {
  const definitions = definitionsOf(object);
  const several = definitions.length > 1 ? questionsOfTrigger('perennial:Multiple').map((name) => ({ name })) : [];
  return [...several, ...definitions.flatMap((definition) => questionsOfTrigger(definition.$type).map((name) => ({ name, definition })))];
}

function questionsOfTrigger(type: string): string[] {
  return triggers.find(({ bpmnType }) => bpmnType === type)?.descriptor.questions ?? [];
}

/** What cannot be said of this element as it is drawn is not asked. */
function makesSense(name: string, object: ModdleElement): boolean {
  if (name === 'interrupts') return mayGoOn(object);
  if (name === 'undoes') return isHandler(object) || (isActivity(object) && !isEventSubProcess(object) && !flows(object));
  if (name === 'repeats') return !isEventSubProcess(object);
  if (name === 'startsProcess') return object.$parent?.$type === 'bpmn:Process' && !count(object, 'incoming');
  // Nobody is asked where a message or the time begins, nor inside a case.
  if (name === 'startForm') return object.$parent?.$type === 'bpmn:Process' && definitionsOf(object).length === 0;
  // Sending is either a job or a message.
  if (object.$type === 'bpmn:SendTask' && name === 'message') return text(readExtension(object, 'perennial:Job'), 'type') === '';
  if (object.$type === 'bpmn:SendTask' && name === 'job') return object.get('messageRef') === undefined;
  return true;
}

function mayGoOn(object: ModdleElement): boolean {
  if (object.$type !== 'bpmn:BoundaryEvent' && !isEventSubProcess(object.$parent)) return false;
  const kinds = definitionsOf(object).map(({ $type }) => triggers.find(({ bpmnType }) => bpmnType === $type));
  return kinds.length > 0 && kinds.every((trigger) => trigger && !trigger.alwaysInterrupts);
}

function flows(object: ModdleElement): boolean {
  return count(object, 'incoming') + count(object, 'outgoing') > 0;
}

function count(object: ModdleElement, property: string): number {
  const list = object.get(property);
  return Array.isArray(list) ? list.length : 0;
}

function asksCondition(flow: DiagramElement): boolean {
  return /(ExclusiveGateway|InclusiveGateway|ComplexGateway|Task|SubProcess|Transaction|CallActivity)$/.test(flow.source?.type ?? '');
}
