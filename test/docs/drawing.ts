import { children, isA, type ModdleNode } from '../../engine/model/moddle.ts';
import { readBpmn, writeBpmn } from '../../engine/model/read-bpmn.ts';
import { type Box, isOpen, type Laid, labelOf, layOut, sizeOf } from './layout.ts';
import { inDefinitions, type Position, rootsOf } from './skeleton.ts';
import type { Subject } from './subjects.ts';

interface Model {
  /** Makes a node of this type: `$model` of any node. */
  create(type: string, properties: object): ModdleNode;
}

interface Read {
  definitions: ModdleNode;
  process: ModdleNode;
  model: Model;
}

export async function read(xml: string): Promise<Read> {
  const result = await readBpmn(xml);
  if (!result.ok) throw new Error(`not readable: ${JSON.stringify(result.findings)}`);
  const { definitions } = result;
  const process = children(definitions, 'rootElements').find((each) => each.$type === 'bpmn:Process');
  if (!process) throw new Error('no process');
  return { definitions, process, model: (definitions as unknown as { $model: Model }).$model };
}

/** The node a page is about: the one with id `this`, else the first of its type, or the first that carries its event definition. */
export function subjectIn(process: ModdleNode, { bpmnType, group }: Subject): ModdleNode {
  const nodes = allNodes(process);
  const ofType = (node: ModdleNode) =>
    group === 'triggers' ? children(node, 'eventDefinitions').some((each) => each.$type === bpmnType) : node.$type === bpmnType;
  const found = nodes.find((node) => node.id === 'this') ?? nodes.find(ofType);
  if (!found) throw new Error(`the example has no ${bpmnType ?? 'element with the id "this"'}`);
  return found;
}

function allNodes(container: ModdleNode): ModdleNode[] {
  const here = children(container, 'flowElements').filter((each) => isA(each, 'bpmn:FlowNode'));
  return here.flatMap((node) => [node, ...(isA(node, 'bpmn:SubProcess') ? allNodes(node) : [])]);
}

/** The example with a diagram: its own, or one laid out. */
export async function drawnExample(xml: string): Promise<string> {
  const { definitions, process, model } = await read(xml);
  if (children(definitions, 'diagrams').length === 0) addDiagram(definitions, process, model, layOut(process));
  return writeBpmn(definitions);
}

/** The subject alone, without its name: what the palette and the tables show. */
export async function drawnAlone(subject: Subject, xml: string): Promise<string> {
  const { definitions, process, model } = await read(xml);
  const node = subjectIn(process, subject);
  const host = node.$type === 'bpmn:BoundaryEvent' ? (node.get('attachedToRef') as ModdleNode) : undefined;
  const shown = host ? [host, node] : [node];
  for (const each of shown) {
    each.set('name', undefined);
    for (const list of ['incoming', 'outgoing', 'flowElements', 'artifacts']) if (children(each, list).length > 0) each.set(list, []);
    if (each.get('default') !== undefined) each.set('default', undefined);
    (each as { $parent?: ModdleNode }).$parent = process;
  }
  process.set('flowElements', shown);
  process.set('artifacts', []);
  process.set('laneSets', []);
  definitions.set('diagrams', []);
  definitions.set(
    'rootElements',
    children(definitions, 'rootElements').filter((root) => root.$type !== 'bpmn:Collaboration'),
  );
  const shapes = new Map<ModdleNode, Box>();
  for (const each of shown) if (each !== node || !host) shapes.set(each, { x: 0, y: 0, ...sizeOf(each) });
  const box = host && shapes.get(host);
  if (box) shapes.set(node, { x: box.width - 52, y: box.height - 18, width: 36, height: 36 });
  addDiagram(definitions, process, model, { shapes, edges: new Map() });
  return writeBpmn(definitions);
}

/** Every event that may carry the trigger, in a row. */
export async function drawnRow(subject: Subject, where: Position[]): Promise<string> {
  const parts = await Promise.all(where.map((position) => read(inDefinitions({ process: position.process(subject.bpmnType) }))));
  const { definitions, process, model } = await read(inDefinitions({ process: '', rootElements: rootsOf(subject.bpmnType) }));
  const shapes = new Map<ModdleNode, Box>();
  let x = 0;
  const seen = new Set<string>();
  for (const [number, part] of parts.entries()) {
    const node = subjectIn(part.process, subject);
    const host = node.$type === 'bpmn:BoundaryEvent' ? model.create('bpmn:Task', { id: `host${number}` }) : undefined;
    const interrupting = String(node.get('cancelActivity') ?? node.get('isInterrupting'));
    const look = `${node.$type} ${interrupting}`;
    if (seen.has(look)) continue;
    seen.add(look);
    for (const each of children(node, 'eventDefinitions')) each.id = `definition${number}`;
    const event = model.create(node.$type, { id: `event${number}`, eventDefinitions: children(node, 'eventDefinitions') });
    for (const name of ['cancelActivity', 'isInterrupting']) if (node.get(name) === false) event.set(name, false);
    if (host) event.set('attachedToRef', host);
    for (const each of host ? [host, event] : [event]) {
      (each as { $parent?: ModdleNode }).$parent = process;
      children(process, 'flowElements');
      (process.get('flowElements') as ModdleNode[]).push(each);
    }
    if (host) shapes.set(host, { x, y: -31, width: 100, height: 80 });
    shapes.set(event, { x: host ? x + 32 : x, y: host ? 31 : 0, width: 36, height: 36 });
    x += (host ? 100 : 36) + 24;
  }
  addDiagram(definitions, process, model, { shapes, edges: new Map() });
  return writeBpmn(definitions);
}

function addDiagram(definitions: ModdleNode, process: ModdleNode, model: Model, { shapes, edges }: Laid): void {
  const plane = model.create('bpmndi:BPMNPlane', { id: 'plane', bpmnElement: process });
  const parts = [
    ...[...shapes].map(([node, box]) => {
      const label = labelOf(node, box);
      return model.create('bpmndi:BPMNShape', {
        id: `${node.id}_shape`,
        bpmnElement: node,
        bounds: model.create('dc:Bounds', box),
        ...(isA(node, 'bpmn:SubProcess') ? { isExpanded: isOpen(node) } : {}),
        ...(node.$type === 'bpmn:ExclusiveGateway' ? { isMarkerVisible: true } : {}),
        ...(label ? { label: model.create('bpmndi:BPMNLabel', { bounds: model.create('dc:Bounds', label) }) } : {}),
      });
    }),
    ...[...edges].map(([line, points]) =>
      model.create('bpmndi:BPMNEdge', {
        id: `${line.id}_edge`,
        bpmnElement: line,
        waypoint: points.map((point) => model.create('dc:Point', point)),
      }),
    ),
  ];
  plane.set('planeElement', parts);
  definitions.set('diagrams', [model.create('bpmndi:BPMNDiagram', { id: 'diagram', plane })]);
}
