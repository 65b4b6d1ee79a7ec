import { containersOf, isA, listed } from './derive-ways.ts';
import type { ModdleElement } from './moddle-element.ts';
import { type Box, type Point, wayBetween } from './way-between.ts';

export type Create = (type: string, attributes: { [name: string]: unknown }) => ModdleElement;

interface Drawing {
  /** Shapes and edges by what they stand for, each with the plane it is on. */
  pieces: Map<ModdleElement, { di: ModdleElement; plane: ModdleElement }>;
  planes: ModdleElement[];
  add(plane: ModdleElement, type: 'bpmndi:BPMNShape' | 'bpmndi:BPMNEdge', of: ModdleElement, attributes: { [name: string]: unknown }): void;
  create: Create;
}

const step = { x: 150, y: 120 };
const room = 60;

/** Gives shapes and edges to what has none, beside what is drawn; nothing that is drawn is moved. Tells whether there was any. */
export function drawMissing(definitions: ModdleElement, create: Create): boolean {
  const drawing = drawingOf(definitions, create);
  const before = drawing.pieces.size;
  const containers = containersOf(definitions);
  for (const container of containers) {
    const plane = planeOf(container, definitions, drawing);
    if (plane) drawShapes(container, plane, definitions, drawing);
  }
  for (const container of containers) drawLines(container, drawing);
  for (const root of listed(definitions, 'rootElements'))
    for (const flow of listed(root, 'messageFlows')) drawLine(flow, refOf(flow, 'sourceRef'), refOf(flow, 'targetRef'), drawing);
  return drawing.pieces.size > before;
}

function drawingOf(definitions: ModdleElement, create: Create): Drawing {
  const diagrams = listed(definitions, 'diagrams');
  if (diagrams.length === 0) addDiagram(definitions, diagrams, create);
  const planes = diagrams.map((each) => each.plane as ModdleElement | undefined).filter((each) => each !== undefined);
  const pieces: Drawing['pieces'] = new Map();
  const ids = new Set<unknown>();
  for (const plane of planes)
    for (const di of listed(plane, 'planeElement')) {
      ids.add(di.id);
      if (di.bpmnElement) pieces.set(di.bpmnElement as ModdleElement, { di, plane });
    }
  const add: Drawing['add'] = (plane, type, of, attributes) => {
    let id = `${of.id}_di`;
    while (ids.has(id)) id += '_';
    ids.add(id);
    const di = create(type, { ...(of.id === undefined ? {} : { id }), bpmnElement: of, ...attributes });
    (plane.get('planeElement') as ModdleElement[]).push(di);
    Object.assign(di, { $parent: plane });
    pieces.set(of, { di, plane });
  };
  return { pieces, planes, add, create };
}

function addDiagram(definitions: ModdleElement, diagrams: ModdleElement[], create: Create): void {
  const process = containersOf(definitions).find((each) => each.isExecutable === true) ?? containersOf(definitions)[0];
  if (!process) return;
  const plane = create('bpmndi:BPMNPlane', { id: `BPMNPlane_${process.id}`, bpmnElement: process });
  const diagram = create('bpmndi:BPMNDiagram', { id: `BPMNDiagram_${process.id}`, plane });
  diagrams.push(diagram);
  definitions.set('diagrams', diagrams);
}

/** Where the inside of a process or subprocess is drawn; undefined = nowhere. */
function planeOf(container: ModdleElement, definitions: ModdleElement, { pieces, planes }: Drawing): ModdleElement | undefined {
  const own = planes.find((plane) => plane.bpmnElement === container);
  if (own) return own;
  if (isA(container, 'bpmn:SubProcess')) return pieces.get(container)?.plane;
  const pool = poolOf(container, definitions);
  if (pool) return pieces.get(pool)?.plane;
  // A plane that names nothing shows the first process.
  const nameless = planes.find((plane) => plane.bpmnElement === undefined);
  return nameless && containersOf(definitions)[0] === container ? nameless : undefined;
}

function poolOf(process: ModdleElement, definitions: ModdleElement): ModdleElement | undefined {
  return listed(definitions, 'rootElements')
    .flatMap((root) => listed(root, 'participants'))
    .find((each) => each.processRef === process);
}

function drawShapes(container: ModdleElement, plane: ModdleElement, definitions: ModdleElement, drawing: Drawing): void {
  const all = [...listed(container, 'flowElements'), ...listed(container, 'artifacts')].filter(hasShape);
  const missing = all.filter((each) => !drawing.pieces.has(each));
  const onEdge = missing.filter((each) => refOf(each, 'attachedToRef'));
  const free = missing.filter((each) => !onEdge.includes(each));
  const around = surrounding(container, plane, definitions, drawing);
  const beside = around || plane.bpmnElement !== container ? all : [...drawing.pieces.keys()];
  const boxes = beside.map((each) => boxOf(each, drawing)).filter((each) => each !== undefined);
  const left = Math.min(...boxes.map(({ x }) => x), ...(boxes.length ? [] : [(around?.x ?? 100) + room]));
  const top = Math.max(...boxes.map(({ y, height }) => y + height), ...(boxes.length ? [] : [around?.y ?? 40])) + room;
  for (const [each, { column, row }] of columnsOf(free, container)) {
    const { width, height } = sizeOf(each);
    const middle = { x: left + column * step.x + 50, y: top + row * step.y + 40 };
    addShape(each, plane, { x: middle.x - width / 2, y: middle.y - height / 2, width, height }, drawing);
    if (around) grow(around, { x: middle.x + 50 + room / 2, y: middle.y + 40 + room / 2 });
  }
  for (const each of onEdge) {
    const host = boxOf(refOf(each, 'attachedToRef'), drawing);
    const others = all.filter((other) => other.attachedToRef === each.attachedToRef && drawing.pieces.has(other)).length;
    if (host)
      addShape(each, plane, { x: host.x + host.width - 52 - others * 46, y: host.y + host.height - 18, width: 36, height: 36 }, drawing);
  }
}

/** The box that the inside stands in, when it is drawn open: a pool, an expanded subprocess. */
function surrounding(container: ModdleElement, plane: ModdleElement, definitions: ModdleElement, { pieces }: Drawing) {
  const outer = isA(container, 'bpmn:SubProcess') ? container : poolOf(container, definitions);
  const piece = outer && pieces.get(outer);
  if (!piece || piece.plane !== plane || (outer === container && piece.di.isExpanded !== true)) return undefined;
  return piece.di.bounds as (Box & ModdleElement) | undefined;
}

function grow(box: Box, to: Point): void {
  box.width = Math.max(box.width, to.x - box.x);
  box.height = Math.max(box.height, to.y - box.y);
}

/** Column = how many flows after the first of those that are not drawn; row = beside the others of its column. */
function columnsOf(nodes: ModdleElement[], container: ModdleElement): Map<ModdleElement, { column: number; row: number }> {
  const flows = listed(container, 'flowElements').filter((each) => each.$type === 'bpmn:SequenceFlow');
  const hostOrSelf = (end: ModdleElement | undefined) => refOf(end, 'attachedToRef') ?? end;
  const grid = new Map<ModdleElement, { column: number; row: number }>();
  const taken: number[] = [];
  const walk = (begin: ModdleElement) => {
    const queue = [{ node: begin, column: 0 }];
    for (const { node, column } of queue) {
      if (grid.has(node)) continue;
      const row = taken[column] ?? 0;
      taken[column] = row + 1;
      grid.set(node, { column, row });
      for (const flow of flows.filter((each) => hostOrSelf(refOf(each, 'sourceRef')) === node)) {
        const next = refOf(flow, 'targetRef');
        if (next && nodes.includes(next)) queue.push({ node: next, column: column + 1 });
      }
    }
  };
  const inside = (end: ModdleElement | undefined) => end !== undefined && nodes.includes(end);
  const entered = flows.filter((each) => inside(hostOrSelf(refOf(each, 'sourceRef')))).map((each) => refOf(each, 'targetRef'));
  for (const node of nodes) if (!entered.includes(node)) walk(node);
  for (const node of nodes) walk(node);
  return grid;
}

function addShape(of: ModdleElement, plane: ModdleElement, box: Box, drawing: Drawing): void {
  const marker = of.$type === 'bpmn:ExclusiveGateway' ? { isMarkerVisible: true } : {};
  drawing.add(plane, 'bpmndi:BPMNShape', of, { bounds: drawing.create('dc:Bounds', { ...box }), ...marker });
}

function drawLines(container: ModdleElement, drawing: Drawing): void {
  const elements = listed(container, 'flowElements');
  for (const line of [...elements, ...listed(container, 'artifacts')].filter((each) => refOf(each, 'targetRef')))
    drawLine(line, refOf(line, 'sourceRef'), refOf(line, 'targetRef'), drawing);
  for (const each of elements) {
    for (const line of listed(each, 'dataInputAssociations')) drawLine(line, listed(line, 'sourceRef')[0], each, drawing);
    for (const line of listed(each, 'dataOutputAssociations')) drawLine(line, each, refOf(line, 'targetRef'), drawing);
  }
}

function drawLine(line: ModdleElement, source: ModdleElement | undefined, target: ModdleElement | undefined, drawing: Drawing): void {
  const [from, to] = [boxOf(source, drawing), boxOf(target, drawing)];
  const plane = source && drawing.pieces.get(source)?.plane;
  if (drawing.pieces.has(line) || !from || !to || !plane || plane !== drawing.pieces.get(target as ModdleElement)?.plane) return;
  const points = wayBetween(from, to, refOf(source, 'attachedToRef') !== undefined);
  drawing.add(plane, 'bpmndi:BPMNEdge', line, { waypoint: points.map((point) => drawing.create('dc:Point', { ...point })) });
}

function boxOf(element: ModdleElement | undefined, { pieces }: Drawing): Box | undefined {
  return element && (pieces.get(element)?.di.bounds as Box | undefined);
}

export function hasShape(element: ModdleElement): boolean {
  return ['bpmn:FlowNode', 'bpmn:DataObjectReference', 'bpmn:DataStoreReference', 'bpmn:TextAnnotation'].some((type) => isA(element, type));
}

function sizeOf(element: ModdleElement): { width: number; height: number } {
  if (isA(element, 'bpmn:Event')) return { width: 36, height: 36 };
  if (isA(element, 'bpmn:Gateway') || isA(element, 'bpmn:DataStoreReference')) return { width: 50, height: 50 };
  if (isA(element, 'bpmn:DataObjectReference')) return { width: 36, height: 50 };
  return { width: 100, height: isA(element, 'bpmn:TextAnnotation') ? 30 : 80 };
}

/** A reference that was resolved; one that leads nowhere stays text in the file and is another fault. */
export function refOf(element: ModdleElement | undefined, property: string): ModdleElement | undefined {
  const value = element?.[property];
  return typeof value === 'object' && value !== null && '$type' in value ? (value as ModdleElement) : undefined;
}
