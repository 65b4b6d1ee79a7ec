import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

export interface Creation {
  type: string;
  eventDefinitionType?: string;
}

interface ElementFactory {
  createShape(attributes: Creation & { isExpanded?: boolean }): DiagramElement;
}

/** Takes a new element to the pointer: click or drop puts it down. After a selected element it is appended and connected at once. */
export function place(canvas: Canvas, event: Event, creation: Creation): void {
  const shape = canvas.modeler
    .get<ElementFactory>('elementFactory')
    .createShape(creation.type === 'bpmn:SubProcess' ? { ...creation, isExpanded: true } : creation);
  const selected = canvas.modeler.get<{ get(): DiagramElement[] }>('selection').get();
  const source = selected.length === 1 ? selected[0] : undefined;
  if (source && canAppendTo(source)) {
    const placed = canvas.modeler
      .get<{ append(source: DiagramElement, shape: DiagramElement): DiagramElement }>('autoPlace')
      .append(source, shape);
    canvas.modeler.get<{ select(element: DiagramElement): void }>('selection').select(placed);
    return;
  }
  canvas.modeler.get<{ start(event: Event, shape: DiagramElement): void }>('create').start(event, shape);
}

function canAppendTo(element: DiagramElement): boolean {
  return (
    !element.waypoints &&
    !['bpmn:EndEvent', 'bpmn:Process', 'bpmn:Participant', 'bpmn:Lane', 'bpmn:Collaboration', 'bpmn:TextAnnotation'].includes(element.type)
  );
}
