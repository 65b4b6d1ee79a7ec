import type { EventPosition } from '../../engine/elements/element.ts';
import { triggers } from '../../engine/triggers/index.ts';
import type { DiagramElement, ModdleElement } from '../canvas/moddle-element.ts';
import type { EditContext } from './extension.ts';
import { definitionsOf, isEventSubProcess } from './kinds.ts';

export function positionOf(event: ModdleElement): EventPosition {
  if (event.$type === 'bpmn:StartEvent') return isEventSubProcess(event.$parent) ? 'event-sub-process' : 'start';
  if (event.$type === 'bpmn:EndEvent') return 'end';
  if (event.$type === 'bpmn:BoundaryEvent') return 'boundary';
  return event.$type === 'bpmn:IntermediateThrowEvent' ? 'throw' : 'catch';
}

/** Triggers that may stand beside others at this event. */
export function triggersFor(event: ModdleElement) {
  const position = positionOf(event);
  return triggers.filter(({ bpmnType, positions }) => bpmnType?.startsWith('bpmn:') && positions.includes(position));
}

export function addDefinition(ctx: EditContext, element: DiagramElement, type: string): void {
  const definition = ctx.factory.create(type);
  definition.$parent = element.businessObject;
  ctx.modeling.updateProperties(element, { eventDefinitions: [...definitionsOf(element.businessObject), definition] });
}

/** Of one that is left there is nothing to wait for together. */
export function removeDefinition(ctx: EditContext, element: DiagramElement, definition: ModdleElement): void {
  const eventDefinitions = definitionsOf(element.businessObject).filter((each) => each !== definition);
  ctx.modeling.updateProperties(element, { eventDefinitions, ...(eventDefinitions.length < 2 ? { parallelMultiple: undefined } : {}) });
}
