import type { Canvas } from './create-modeler.ts';
import type { DiagramElement } from './moddle-element.ts';

export interface Creation {
  type: string;
  eventDefinitionType?: string;
}

interface ElementFactory {
  createShape(attributes: Creation & { isExpanded?: boolean }): DiagramElement;
}

/**
 * Takes a new element to the pointer: click or drop puts it down. After a selected element it is appended and connected at once; without a pointer
 * (keyboard) it is put into the middle of what is seen.
 */
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
  if (!(event instanceof MouseEvent) || event.detail === 0) {
    putInTheMiddle(canvas, shape);
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

function putInTheMiddle(canvas: Canvas, shape: DiagramElement): void {
  const view = canvas.modeler.get<{
    viewbox(): { x: number; y: number; width: number; height: number };
    getRootElement(): DiagramElement;
  }>('canvas');
  const { x, y, width, height } = view.viewbox();
  const modeling = canvas.modeler.get<{
    createShape(shape: DiagramElement, at: { x: number; y: number }, parent: DiagramElement): DiagramElement;
  }>('modeling');
  const made = modeling.createShape(shape, { x: Math.round(x + width / 2), y: Math.round(y + height / 2) }, view.getRootElement());
  canvas.modeler.get<{ select(element: DiagramElement): void }>('selection').select(made);
}
