import type { Canvas } from './create-modeler.ts';
import type { DiagramElement, ModdleElement } from './moddle-element.ts';

/** What is to be added. */
export interface Creation {
  type: string;
  /** Types of its event definitions; of an event subprocess those of its start. */
  definitions?: string[];
  /** True = an event subprocess. */
  aside?: boolean;
}

interface Attributes {
  type: string;
  isExpanded?: boolean;
  triggeredByEvent?: boolean;
  eventDefinitionType?: string;
  x?: number;
  y?: number;
  source?: DiagramElement;
  target?: DiagramElement;
  waypoints?: { x: number; y: number }[];
  parent?: DiagramElement;
}

interface ElementFactory {
  createShape(attributes: Attributes): DiagramElement;
  createConnection(attributes: Attributes): DiagramElement;
}

const scopes = new Set(['bpmn:SubProcess', 'bpmn:Transaction', 'bpmn:AdHocSubProcess']);

/** The new element; with `contents`, what lies in it (`parent` is the element), so that it means something from the beginning. */
export function shapesOf(canvas: Canvas, { type, definitions = [], aside = false }: Creation) {
  const shape = scopes.has(type)
    ? factoryOf(canvas).createShape({ type, isExpanded: true, ...(aside ? { triggeredByEvent: true } : {}) })
    : eventOrStep(canvas, type, definitions);
  return { shape, contents: scopes.has(type) ? contentsOf(canvas, shape, aside ? definitions : []) : [] };
}

function contentsOf(canvas: Canvas, parent: DiagramElement, definitions: string[]): DiagramElement[] {
  const factory = factoryOf(canvas);
  // Steps in any order begin with one of them; all else leads from a start to an end.
  if (parent.type === 'bpmn:AdHocSubProcess') {
    const step = factory.createShape({ type: 'bpmn:UserTask' });
    return [Object.assign(step, { x: 125, y: 60, parent })];
  }
  const start = Object.assign(eventOrStep(canvas, 'bpmn:StartEvent', definitions), { x: 40, y: 82, parent });
  const end = Object.assign(factory.createShape({ type: 'bpmn:EndEvent' }), { x: 274, y: 82, parent });
  const waypoints = [
    { x: 76, y: 100 },
    { x: 274, y: 100 },
  ];
  const flow = factory.createConnection({ type: 'bpmn:SequenceFlow', source: start, target: end, waypoints, parent });
  return [start, end, flow];
}

function eventOrStep(canvas: Canvas, type: string, [first, ...more]: string[]): DiagramElement {
  const shape = factoryOf(canvas).createShape({ type, ...(first === undefined ? {} : { eventDefinitionType: first }) });
  const definitions = (more.length > 0 ? shape.businessObject.get('eventDefinitions') : []) as ModdleElement[];
  for (const each of more) {
    const definition = canvas.factory.create(each);
    definition.$parent = shape.businessObject;
    definitions.push(definition);
  }
  return shape;
}

function factoryOf(canvas: Canvas): ElementFactory {
  return canvas.modeler.get<ElementFactory>('elementFactory');
}
