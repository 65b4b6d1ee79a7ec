/** What bpmn-js hands out; its own types are too loose to be of help here. */
export interface ModdleElement {
  $type: string;
  id?: string;
  name?: string;
  $parent?: ModdleElement;
  get(name: string): unknown;
  set(name: string, value: unknown): void;
  [property: string]: unknown;
}

export interface DiagramElement {
  id: string;
  type: string;
  businessObject: ModdleElement;
  parent?: DiagramElement;
  children?: DiagramElement[];
  x: number;
  y: number;
  width: number;
  height: number;
  incoming: DiagramElement[];
  outgoing: DiagramElement[];
  source?: DiagramElement;
  target?: DiagramElement;
  attachers?: DiagramElement[];
  labelTarget?: DiagramElement;
  waypoints?: { x: number; y: number }[];
}

export interface Modeling {
  updateProperties(element: DiagramElement, properties: { [name: string]: unknown }): void;
  updateModdleProperties(element: DiagramElement, target: ModdleElement, properties: { [name: string]: unknown }): void;
  updateLabel(element: DiagramElement, label: string): void;
  connect(source: DiagramElement, target: DiagramElement): DiagramElement;
}

export interface ElementRegistry {
  get(id: string): DiagramElement | undefined;
  getAll(): DiagramElement[];
  filter(wanted: (element: DiagramElement) => boolean): DiagramElement[];
  getGraphics(element: DiagramElement | string): SVGElement;
}

export interface BpmnFactory {
  create(type: string, attributes?: { [name: string]: unknown }): ModdleElement;
}
