import { hasDefinition, isActivity, isEventSubProcess, isHandler } from '../edit/kinds.ts';
import type { Canvas } from './create-modeler.ts';
import { type Inserting, mayStandOn } from './insert.ts';
import type { DiagramElement } from './moddle-element.ts';
import { type Creation, shapesOf } from './shapes.ts';

interface Point {
  x: number;
  y: number;
}
interface Placing {
  createShape(shape: DiagramElement, at: Point, parent: DiagramElement, hints: { attach: boolean }): DiagramElement;
  createElements(elements: DiagramElement[], at: Point, parent: DiagramElement): DiagramElement[];
}

/**
 * Takes a new element to the pointer: click or drop puts it down. After a selected element it is appended and connected at once, into a selected way
 * it is put between its ends, on the edge of a
 * selected step it is attached; without a pointer (keyboard) it is put into the middle of what is seen. False: it stands on the edge of a step,
 * and without a pointer one has to be selected.
 */
export function place(canvas: Canvas, event: Event, creation: Creation): boolean {
  const selected = canvas.modeler.get<{ get(): DiagramElement[] }>('selection').get();
  const source = selected.length === 1 ? selected[0] : undefined;
  const { shape, contents } = shapesOf(canvas, creation);
  // A press on a key is a click of no detail; what is dragged off the palette goes where it is dropped, on a way as well.
  const dragged = event.type === 'dragstart';
  const pointed = event instanceof MouseEvent && (event.detail !== 0 || dragged);
  if (creation.type === 'bpmn:BoundaryEvent') {
    if (source && mayCarry(source)) select(canvas, attach(canvas, source, shape));
    else if (pointed) start(canvas, event, [shape]);
    else return false;
    return true;
  }
  if (dragged) start(canvas, event, [shape, ...contents]);
  else if (source && mayStandOn(source, creation)) canvas.modeler.get<Inserting>('inserting').insert(source, shape, contents);
  else if (source && mayFollow(source, creation)) canvas.modeler.get<Appending>('appending').append(source, shape, contents);
  else if (pointed) start(canvas, event, [shape, ...contents]);
  else putInTheMiddle(canvas, [shape, ...contents]);
  return true;
}

function mayCarry(element: DiagramElement): boolean {
  return isActivity(element.businessObject) && !isEventSubProcess(element.businessObject) && !isHandler(element.businessObject);
}

/** Nothing comes after an end, before a start, or between what is not connected by flows. */
function mayFollow({ type, waypoints, businessObject }: DiagramElement, creation: Creation): boolean {
  const link = 'bpmn:LinkEventDefinition';
  if (creation.type === 'bpmn:StartEvent' || creation.aside) return false;
  if (creation.type === 'bpmn:IntermediateCatchEvent' && creation.definitions?.includes(link)) return false;
  if (waypoints || type === 'bpmn:EndEvent' || !/(Event|Gateway|Task|SubProcess|Transaction|CallActivity)$/.test(type)) return false;
  if (type === 'bpmn:IntermediateThrowEvent' && hasDefinition(businessObject, link)) return false;
  if (isEventSubProcess(businessObject) || isHandler(businessObject)) return false;
  if (type !== 'bpmn:BoundaryEvent' || !hasDefinition(businessObject, 'bpmn:CompensateEventDefinition')) return true;
  return /(Task|SubProcess|Transaction|CallActivity)$/.test(creation.type);
}

/** At the lower edge, from the right, beside those that are there. */
function attach(canvas: Canvas, host: DiagramElement, shape: DiagramElement): DiagramElement {
  const taken = (host.attachers ?? []).length;
  const x = host.x + host.width - 24 - ((taken * 44) % Math.max(44, host.width - 24));
  return canvas.modeler.get<Placing>('modeling').createShape(shape, { x, y: host.y + host.height }, host, { attach: true });
}

function start(canvas: Canvas, event: Event, elements: DiagramElement[]): void {
  const create = canvas.modeler.get<{ start(event: Event, elements: DiagramElement[], context: object): void }>('create');
  create.start(event, elements, { hints: { autoSelect: elements.slice(0, 1) } });
}

function putInTheMiddle(canvas: Canvas, elements: DiagramElement[]): void {
  const view = canvas.modeler.get<{
    viewbox(): { x: number; y: number; width: number; height: number };
    getRootElement(): DiagramElement;
  }>('canvas');
  const { x, y, width, height } = view.viewbox();
  const middle = { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
  const made = canvas.modeler.get<Placing>('modeling').createElements(elements, middle, view.getRootElement());
  select(canvas, made[0]);
}

function select(canvas: Canvas, element: DiagramElement | undefined): void {
  canvas.modeler.get<{ select(element: DiagramElement | undefined): void }>('selection').select(element);
}

interface Step {
  source: DiagramElement;
  shape: DiagramElement;
  contents: DiagramElement[];
  placed?: DiagramElement;
}

/** Appends an element with what lies in it: one step of undo. */
class Appending {
  static $inject = ['commandStack', 'autoPlace', 'modeling', 'selection'];
  private readonly stack: { register(name: string, handler: object): void; execute(name: string, step: Step): void };
  private readonly selection: { select(element: DiagramElement | undefined): void };

  constructor(
    stack: Appending['stack'],
    autoPlace: { append(source: DiagramElement, shape: DiagramElement): DiagramElement },
    modeling: Placing,
    selection: Appending['selection'],
  ) {
    this.stack = stack;
    this.selection = selection;
    stack.register('perennial.append', {
      preExecute(step: Step) {
        const { source, shape, contents } = step;
        const placed = autoPlace.append(source, shape);
        const middle = { x: placed.x + placed.width / 2, y: placed.y + placed.height / 2 };
        if (contents.length > 0) modeling.createElements(contents, middle, placed);
        step.placed = placed;
      },
    });
  }

  append(source: DiagramElement, shape: DiagramElement, contents: DiagramElement[]): void {
    const step: Step = { source, shape, contents };
    this.stack.execute('perennial.append', step);
    this.selection.select(step.placed);
  }
}

export const appending = { __init__: ['appending'], appending: ['type', Appending] };
